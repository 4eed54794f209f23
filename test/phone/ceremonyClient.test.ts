import assert from 'node:assert/strict'
import type { ServerMessage } from '../../server/protocol/capture.ts'
import { createSessionCalls } from '../../server/phone/ceremony/sessionCalls.ts'
import { performCeremony } from '../../server/phone/ceremonyClient.ts'
import type { OpenAnswer } from '../../server/protocol/session.ts'
import { readVoices } from '../../server/cli/readVoices.ts'
import type { Challenge } from '../../server/protocol/challenge.ts'
import type { HandsetSettings } from '../../server/phone/createHandset.ts'
import { challengeOf, digitsOf, smallFrame, smallHandset } from './phoneSupport.ts'
import { createScriptedServer } from './scriptedServer.ts'

const challenge = challengeOf(['#808080', '#ff0000', '#00ff00', '#808080'], 150)
const passed: ServerMessage = {
  type: 'verdict',
  verdict: { outcome: 'passed', advice: null, redirectUrl: null },
}
const visitor = { name: '测试甲', idCard: '19999919900101001X', standIn: 'phone-1' }

async function run(
  last: ServerMessage,
  open: Partial<OpenAnswer> = {},
  asked: Challenge = challenge,
  settings: Partial<HandsetSettings> = {},
) {
  const server = createScriptedServer(asked, last, open)
  const handset = smallHandset(settings)
  handset.prepare()
  const session = createSessionCalls(server.ports, 'token-1', visitor)
  const end = await performCeremony({
    ports: server.ports,
    session,
    handset,
    frameSize: smallFrame,
  })
  return { ...server, end, handset }
}

describe('the ceremony of the simulated phone', function () {
  this.timeout(60_000)

  it('goes from opening to the verdict, with every packet in order and sealed', async () => {
    const { end, calls, messages, packets, faults } = await run(passed)
    assert.deepEqual(end, { kind: 'verdict', verdict: passed.verdict })
    assert.deepEqual(faults, [])
    assert.deepEqual(
      calls.map(({ name }) => name),
      ['open', 'consent', 'openid'],
    )
    assert.deepEqual(calls[1]!.body, {
      bizToken: 'token-1',
      deviceSecret: 's'.repeat(43),
      version: '2026-11-22',
      hash: 'a'.repeat(64),
      language: 'zh-CN',
      scopes: ['face', 'upload'],
    })
    const painted = messages.filter(message => message.type === 'painted')
    assert.deepEqual(
      painted.map(({ step }) => step),
      [0, 1, 2, 3, 4],
    )
    assert.equal(packets.filter(({ kind }) => kind === 'still').length, 2)
    assert.ok(packets.filter(({ kind }) => kind === 'frame').length > 5)
  })

  it('keeps all its times on one clock of its own', async () => {
    const { messages, packets, handset } = await run(passed)
    const { clockOffsetMs } = handset.situation.timing
    const times = [
      ...messages.flatMap(message => ('clockMs' in message ? [message.clockMs] : [])),
      ...packets.map(({ captureMs }) => captureMs),
    ]
    for (const time of times) {
      assert.ok(time >= clockOffsetMs && time < clockOffsetMs + 60_000, `${time}`)
    }
  })

  it('sends what it hears from the first digit step to the end, without a gap', async () => {
    const asked = digitsOf('38', 500)
    const colours: Challenge = {
      ...asked,
      kind: 'light-digit',
      steps: [...challengeOf(['#808080', '#ff0000'], 150).steps, ...asked.steps],
    }
    const settings = { mode: 'light-digit', voices: await readVoices() } as const
    const { end, faults, packets, messages } = await run(
      passed,
      { mode: 'light-digit' },
      colours,
      settings,
    )
    assert.equal(end.kind, 'verdict')
    assert.deepEqual(faults, [])
    const painted = messages.filter(message => message.type === 'painted')
    const sounds = packets.filter(({ kind }) => kind === 'sound')
    assert.equal(sounds[0]!.captureMs, painted[2]!.clockMs)
    for (const [index, { captureMs }] of sounds.slice(1).entries()) {
      const before = sounds[index]!
      const endMs = before.captureMs + before.bytes / 2 / 16
      assert.ok(Math.abs(captureMs - endMs) < 0.01, `${captureMs} after ${endMs}`)
    }
    const last = sounds.at(-1)!
    assert.ok(last.captureMs + last.bytes / 2 / 16 >= painted.at(-1)!.clockMs)
    assert.ok(sounds.slice(0, -1).every(({ bytes }) => bytes === 3200))
  })

  it('enters name and number where the page asks for them', async () => {
    const { calls } = await run(passed, { identity: { kind: 'ask' } })
    const asked = calls.find(({ name }) => name === 'identity')
    assert.deepEqual(asked?.body, {
      bizToken: 'token-1',
      deviceSecret: 's'.repeat(43),
      name: visitor.name,
      idCard: visitor.idCard,
    })
  })

  it('says why there was no verdict', async () => {
    const busy = await run({ type: 'error', code: 'Session.Busy', message: 'wait' })
    assert.deepEqual(busy.end, { kind: 'trouble', trouble: 'slow', message: 'wait' })
    const elsewhere = await run(passed, { environment: { ok: false, reason: 'notWeChat' } })
    assert.deepEqual(elsewhere.end, { kind: 'trouble', trouble: 'notWeChat', message: null })
    const other = await run(passed, { mode: 'retina' })
    assert.deepEqual(other.end, { kind: 'trouble', trouble: 'unsupported', message: null })
  })

  it('needs a demo where WeChat would have to be asked', async () => {
    const openid = { needed: true, proven: false, authorizeUrl: 'https://x', standIn: false }
    const { end } = await run(passed, { openid })
    assert.deepEqual(end, { kind: 'trouble', trouble: 'openid', message: null })
  })
})
