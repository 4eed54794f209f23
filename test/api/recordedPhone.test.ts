import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '../../server/config.ts'
import type { LivenessMode } from '../../server/domain/rule.ts'
import { openStore, type Store } from '../../server/openStore.ts'
import type { AttackName } from '../../server/phone/attacks/index.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import type { ClientVerdict } from '../../server/protocol/capture.ts'
import { startDemoServer, type DemoServer } from '../support/demoServer.ts'
import { filmPhone } from '../support/phoneClip.ts'
import { RecordClient } from '../support/recordClient.ts'
import { postSession, prepareSession } from '../support/sessionClient.ts'

/** How far the file's beginning is from where the device takes it to be, ms. */
const beginOffMs = 370

describe('a simulated phone that records, against the whole server with real models', function () {
  this.timeout(180_000)
  let server: DemoServer
  let store: Store
  const url = () => `http://${server.address}`

  before(async () => {
    server = await startDemoServer()
    store = await openStore(readConfig({ DATA_DIR: server.dataDir }))
    for (const livenessMode of ['light', 'digit', 'light-digit'] as const) {
      const demoRule = (await store.rules.find(server.demo.rules.light))!
      const rule = { ...demoRule, ruleId: ruleOf(livenessMode), livenessMode }
      await store.rules.insert({ ...rule, channel: 'miniapp' })
    }
  })
  after(async () => {
    await store?.close()
    await server?.stop()
  })
  const ruleOf = (mode: LivenessMode) => `mini-${mode}`

  async function begin(mode: LivenessMode) {
    const { Name, IdCard } = server.demo.people.filter(({ expects }) => expects === 0)[1]!
    const { BizToken = '' } = await server.sdk().DetectAuth({ RuleId: ruleOf(mode), Name, IdCard })
    const client = new RecordClient(url(), await prepareSession(url(), BizToken, `phone-${mode}`))
    return { BizToken, client }
  }

  async function record(
    client: RecordClient,
    seed: number,
    attack?: AttackName,
  ): Promise<ClientVerdict> {
    const startedMs = performance.now()
    const { status, body } = await client.start()
    assert.equal(status, 200, body.code)
    const { mp4, painted } = await filmPhone(body.challenge, {
      person: peopleSeeds[1],
      seed,
      ...(attack && { attack }),
    })
    // The phone renders faster than a real one films; the server would not believe it.
    await sleep(Math.max(0, painted.at(-1)! - (performance.now() - startedMs)))
    const stated = painted.map(timeMs => timeMs + beginOffMs)
    assert.equal((await client.commit(mp4, stated)).status, 200)
    await client.upload(mp4)
    const finished = await client.finish()
    assert.equal(finished.status, 200, finished.body.code)
    return finished.body.verdict
  }
  const checksOf = async ({ device: { bizToken } }: RecordClient) =>
    JSON.stringify((await store.attempts.listBySession(bizToken)).at(-1)?.checks)
  const counted = async () => {
    const rows = await store.db.selectFrom('counters').selectAll().execute()
    return rows.reduce((sum, { n }) => sum + n, 0)
  }

  it('passes in colours, and leaves the same result as a stream', async () => {
    const before = await counted()
    const { BizToken, client } = await begin('light')
    const verdict = await record(client, 3)
    assert.equal(verdict.outcome, 'passed', await checksOf(client))
    assert.deepEqual(Object.keys(verdict).toSorted(), ['advice', 'outcome', 'redirectUrl'])
    assert.equal(await counted(), before + 2, 'one for the openid, one for the ID number')

    const RuleId = ruleOf('light')
    const result = await server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId, InfoType: '0' })
    assert.equal(result.Text?.ErrCode, 0)
    assert.ok(Number(result.Text?.Sim) >= 70)
    const jpeg = Buffer.from(result.BestFrame?.BestFrame ?? '', 'base64')
    assert.deepEqual([...jpeg.subarray(0, 2)], [0xff, 0xd8])
    const video = Buffer.from(result.VideoData?.LivenessVideo ?? '', 'base64')
    assert.equal(video.subarray(4, 8).toString(), 'ftyp')

    const [attempt] = await store.attempts.listBySession(BizToken)
    const kept = await store.attempts.evidenceOf(attempt!.seq)
    const text = Buffer.from((await store.evidence.get(kept!.record))!).toString()
    const captureRecord: { captureMethod: string; frames: unknown[]; clip: { sha256: string } } =
      JSON.parse(text)
    assert.equal(captureRecord.captureMethod, 'record')
    assert.match(captureRecord.clip.sha256, /^[0-9a-f]{64}$/)
    assert.ok(captureRecord.frames.length > 50)
    assert.equal(kept!.sound, null)

    const again = await client.finish()
    assert.deepEqual(again.body.verdict, verdict)
    assert.equal((await store.attempts.listBySession(BizToken)).length, 1)
    const { body } = await postSession<{ outcome: string }>(url(), 'status', client.device)
    assert.equal(body.outcome, 'passed')
  })

  /** At the same time: while one is filmed, the other is judged. */
  const all = async (mode: LivenessMode, seed: number, attacks: (AttackName | undefined)[]) =>
    await Promise.all(
      attacks.map(async attack => {
        const { client } = await begin(mode)
        return { client, verdict: await record(client, seed, attack) }
      }),
    )

  it('does not pass for another code, nor for a print', async () => {
    for (const { client, verdict } of await all('light', 3, ['wrong-code', 'print'])) {
      assert.equal(verdict.outcome, 'retry')
      const [attempt] = await store.attempts.listBySession(client.device.bizToken)
      assert.equal(attempt?.compareStatus, null)
    }
  })

  it('passes in digits that are said when they are shown, and not with others', async () => {
    const [said, other] = await all('digit', 12, [undefined, 'wrong-digits'])
    const { client, verdict } = said!
    assert.equal(verdict.outcome, 'passed', await checksOf(client))
    assert.match(await checksOf(client), /digits\.answered/)
    const [attempt] = await store.attempts.listBySession(client.device.bizToken)
    const kept = await store.attempts.evidenceOf(attempt!.seq)
    assert.ok(await store.evidence.get(kept!.sound!))
    assert.deepEqual([other!.verdict.outcome, other!.verdict.advice], ['retry', 'digits'])
  })

  /** The challenge is drawn anew each time; whoever is asked to try again does. */
  const mostTries = 3

  it('passes in colours and digits together', async () => {
    const { client } = await begin('light-digit')
    let verdict = await record(client, 12)
    for (let tries = 1; verdict.outcome === 'retry' && tries < mostTries; tries++)
      verdict = await record(client, 12 + tries)
    assert.equal(verdict.outcome, 'passed', await checksOf(client))
  })
})
