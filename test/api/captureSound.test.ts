import assert from 'node:assert/strict'
import type { Performance } from '../../server/domain/judgePerformance.ts'
import { closeCodes } from '../../server/protocol/capture.ts'
import { readWav } from '../../server/domain/capture/readWav.ts'
import { passLight, startCaptureApp, type CaptureApp } from '../support/captureApp.ts'
import { CaptureClient } from '../support/captureClient.ts'
import { prepareSession } from '../support/sessionClient.ts'

describe('sound on the capture socket', function () {
  this.timeout(30_000)
  let app: CaptureApp
  let judged: Performance | null = null

  before(async () => {
    app = await startCaptureApp()
    app.judge.light = performance => {
      judged = performance
      return passLight(performance)
    }
  })
  after(() => app?.close())

  /** A client that was given its challenge. */
  async function challenged(livenessMode: 'light' | 'digit' | 'light-digit') {
    const session = await app.addSession(await app.addRule({ livenessMode }), {
      identity: { name: '张三', idCard: '99010119900000001X' },
    })
    const { bizToken } = session
    const client = await new CaptureClient(app.url).opened()
    await client.greet(await prepareSession(app.url, bizToken, `openid-${bizToken}`))
    await client.preview()
    return { bizToken, client, challenge: await client.askChallenge() }
  }

  async function refusal(client: CaptureClient): Promise<string> {
    const { code } = await client.next('error')
    assert.equal((await client.closed).code, code === 'Capture.TooBig' ? closeCodes.tooBig : 4400)
    return code
  }

  it('is joined, given to the judge with what the models heard, and kept as evidence', async () => {
    const { bizToken, client, challenge } = await challenged('digit')
    assert.equal(challenge.challenge.kind, 'digit')
    const digits = challenge.challenge.steps.map(step => ('digit' in step ? step.digit : ''))
    assert.deepEqual([digits[0], digits.at(-1), digits.length], [null, null, 6])
    assert.match(digits.join(''), /^\d{4}$/)

    const startMs = performance.now() - 400
    for (let at = 0; at < 4; at += 1) client.sound(startMs + 100 * at, 100)
    await client.perform(challenge)
    client.finish()
    assert.equal((await client.next('verdict')).verdict.outcome, 'passed')

    assert.equal(judged?.sound?.pcm.length, 6400)
    assert.deepEqual([judged?.sound?.missingMs, judged?.sound?.overlaps], [0, 0])
    assert.deepEqual(judged?.heard, { score: 0, threshold: -1 })
    const [attempt] = await app.store.attempts.listBySession(bizToken)
    const kept = await app.store.attempts.evidenceOf(attempt!.seq)
    const wav = readWav((await app.store.evidence.get(kept!.sound!))!)!
    assert.deepEqual([wav.rateHz, wav.samples.length], [16_000, 6400])
  })

  it('is asked for after the colours in light and digits together', async () => {
    const { client, challenge } = await challenged('light-digit')
    assert.equal(challenge.challenge.kind, 'light-digit')
    const kinds = challenge.challenge.steps.map(step => ('colour' in step ? 'light' : 'digit'))
    assert.deepEqual(kinds.join(' '), `${'light '.repeat(10)}${'digit '.repeat(6)}`.trim())
    client.sound(performance.now() - 100, 100)
    await client.perform(challenge)
    client.finish()
    assert.equal((await client.next('verdict')).verdict.outcome, 'passed')
    assert.equal(judged?.sound?.pcm.length, 1600)
  })

  it('is not taken where nothing is to be said, nor before the challenge', async () => {
    const light = await challenged('light')
    light.client.sound(performance.now() - 100, 100)
    assert.equal(await refusal(light.client), 'Capture.BadMessage')
  })

  it('may be missing: the judge says so, not the socket', async () => {
    const { client, challenge } = await challenged('digit')
    await client.perform(challenge)
    client.finish()
    await client.next('verdict')
    assert.deepEqual([judged?.sound, judged?.heard], [null, null])
  })

  it('is refused when it is no sound, too much, out of order, or of another time', async () => {
    const now = () => performance.now()
    const bad: [string, (client: CaptureClient) => void][] = [
      ['Capture.NotSound', client => client.packet('sound', now() - 10, new Uint8Array(33))],
      ['Capture.TooBig', client => client.sound(now() - 1100, 1001)],
      [
        'Capture.OutOfOrder',
        client => {
          client.sound(now() - 200, 100)
          client.sound(now() - 300, 100)
        },
      ],
      // It ends in the future, as no microphone's does.
      ['Capture.ClockRefused', client => client.sound(now() - 10, 900)],
    ]
    for (const [code, send] of bad) {
      const { client } = await challenged('digit')
      send(client)
      assert.equal(await refusal(client), code)
    }
  })

  it('ends at a minute', async () => {
    const { client } = await challenged('digit')
    const startMs = performance.now() - 9_000
    // Overlapping parts are the judge’s business; the socket counts bytes.
    for (let at = 0; at < 61; at += 1) client.sound(startMs + at * 100, 1000)
    const { code } = await client.next('error')
    assert.equal(code, 'Capture.TooMany')
  })
})
