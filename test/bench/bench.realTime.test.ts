import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { benchFrames } from '../../server/bench/benchFrames.ts'
import { benchModes } from '../../server/bench/benchModes.ts'
import type { Film } from '../../server/bench/film.ts'
import { fixedLight } from '../../server/bench/fixedLight.ts'
import { playFilm } from '../../server/bench/playFilm.ts'
import { percentile, roundsOf } from '../../server/bench/statistics.ts'
import { benchSessions } from '../../server/cli/bench/benchSessions.ts'
import { encodeJpeg } from '../../server/cli/encodeJpeg.ts'
import { readVoices } from '../../server/cli/readVoices.ts'
import { readConfig } from '../../server/config.ts'
import { startServer } from '../../server/main.ts'
import { drawSituation } from '../../server/phone/scene/drawSituation.ts'
import { createSpeech } from '../../server/speech/createSpeech.ts'
import { createVision } from '../../server/vision/createVision.ts'
import { runScript } from '../support/cli.ts'

/** Tiny counts: whether it measures, not what. */
describe('bench of the liveness modes', function () {
  this.timeout(300_000)
  before(() => buildModels())

  it('takes percentiles by nearest rank', () => {
    const values = [3, 1, 2, 5, 4]
    assert.equal(percentile(values, 0.5), 3)
    assert.equal(percentile(values, 0.95), 5)
    assert.equal(percentile(values, 0), 1)
    assert.ok(Number.isNaN(percentile([], 0.5)))
    assert.deepEqual(roundsOf([4, 1, 3]), { min: 1, median: 3 })
  })

  it('gives the same code for the same seed', () => {
    assert.deepEqual(fixedLight(3), fixedLight(3))
    assert.notDeepEqual(fixedLight(3), fixedLight(4))
  })

  it('plays each frame of a film once, the nearest in time', async () => {
    const shot = (atMs: number) => ({ atMs, jpeg: Uint8Array.of(atMs) })
    const film: Film = {
      situation: drawSituation(1),
      frameSize: { widthPx: 360, heightPx: 480 },
      preview: [shot(0), shot(20), shot(40)],
      frames: [shot(100), shot(120), shot(140), shot(160)],
      stills: [Uint8Array.of(7)],
    }
    const { handset, encode } = playFilm(film)
    const frameAt = async (timeMs: number) => (await encode(handset.frame(timeMs), 0.8))[0]
    assert.equal(await frameAt(5000), 0)
    assert.equal(await frameAt(5041), 40)
    assert.equal(await frameAt(5090), 40)
    handset.show('#808080', 6000)
    handset.show('#ff0000', 6500)
    assert.deepEqual(await encode(handset.still(6050), 0.8), Uint8Array.of(7))
    assert.throws(() => handset.still(6060), RangeError)
    assert.equal(await frameAt(6119), 120)
    assert.equal(await frameAt(6121), 140)
    assert.equal(await frameAt(9000), 160)
  })

  it('measures frames beside the peer, split into models and the rest', async () => {
    const steps: string[] = []
    const { peer, timings } = await benchFrames({
      rounds: 2,
      warmUpRounds: 0,
      frames: 6,
      sizes: [{ widthPx: 240, heightPx: 320 }],
      encode: encodeJpeg,
      onProgress: (done, total) => steps.push(`${done}/${total}`),
    })
    assert.match(peer, /^human 3\.3\.6 on tfjs-wasm .*1 thread$/)
    assert.deepEqual(steps, ['1/2', '2/2'])
    const [timing] = timings
    assert.ok(timing)
    assert.deepEqual([timing.frames, timing.rounds, timing.widthPx], [6, 2, 240])
    assert.ok(timing.inferenceMs.min > 0 && timing.inferenceMs.min < timing.totalMs.min)
    assert.ok(timing.otherMs.min > 0 && timing.otherMs.min <= timing.otherMs.median)
    // Both follow the same face: else the ratio compares different work.
    assert.equal(timing.faceShare, 1)
    for (const { totalMs, ratio, faceShare } of Object.values(timing.peer)) {
      assert.ok(totalMs.min > 0 && ratio > 0)
      assert.equal(faceShare, 1)
    }
  })

  it('plays whole ceremonies from another process until the verdict', async () => {
    const { crowds, outcomes, ...sessions } = await benchSessions({
      people: 1,
      warmUp: 0,
      rounds: { alone: 1, together: 1, spread: 0 },
      clients: 2,
      spreadMs: 1000,
      onFilmed: () => {},
      onProgress: () => {},
    })
    assert.equal(sessions.ceremonies, 3)
    const ended = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
    assert.equal(ended, 3)
    assert.ok(outcomes.passed > 0, `${JSON.stringify(outcomes)} ${JSON.stringify(sessions.codes)}`)
    assert.ok(sessions.cpuMs !== null && sessions.cpuMs > 0)
    assert.ok(sessions.phonesCpuMs !== null && sessions.phonesCpuMs > 0)
    assert.ok(sessions.packets > 20)
    assert.deepEqual([crowds.alone.clients, crowds.together.clients], [1, 2])
    const { verdicts, p50Ms, p95Ms, maxMs } = crowds.together
    assert.ok(verdicts > 0 && p50Ms !== null && p95Ms !== null && maxMs !== null)
    assert.ok(p50Ms <= p95Ms && p95Ms <= maxMs)
    assert.deepEqual(crowds.spread, {
      clients: 2,
      verdicts: 0,
      p50Ms: null,
      p95Ms: null,
      maxMs: null,
      cpuMs: null,
    })
  })

  it('measures whole ceremonies', async () => {
    const vision = await createVision({ modelsDir: modelFolder, workers: 1 })
    const listener = await createSpeech({ modelsDir: modelFolder })
    try {
      const timings = await benchModes({
        vision,
        listener,
        padThreshold: null,
        voices: await readVoices(),
        encode: encodeJpeg,
        modes: ['digit'],
        people: 1,
        rounds: 1,
        onProgress: () => {},
      })
      const [timing, ...others] = timings
      assert.equal(others.length, 0)
      assert.equal(timing?.mode, 'digit')
      assert.ok(timing.cpuMs.min > 0 && timing.pictures > 60 && timing.soundMs > 4000)
      // What is timed must be the work of ceremonies that go all the way.
      assert.deepEqual([timing.passed, timing.judged], [1, 1])
    } finally {
      await Promise.all([vision.close(), listener.close()])
    }
  })

  it('a known challenge is for demo servers only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhenren-bench-'))
    try {
      const keyFile = join(folder, 'key.json')
      await writeFile(keyFile, '{}')
      const config = readConfig({
        MODE: 'production',
        PORT: '0',
        DATA_DIR: folder,
        MASTER_KEY_FILE: keyFile,
      })
      await assert.rejects(
        startServer(config, { drawLight: () => fixedLight(1) }),
        /demo mode only/,
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('refuses parts that it does not have', async () => {
    const { code, stderr } = await runScript('bench', ['--only', 'frames,x'])
    assert.equal(code, 2)
    assert.match(stderr, /--only x is not one of models, photo, frames, modes, sessions/)
  })
})
