import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaptureVision } from '../../server/domain/capture/captureVision.ts'
import type { ClipReader } from '../../server/domain/clip/clip.ts'
import { sampleRate } from '../../server/domain/digit/soundTrack.ts'
import { MediaError } from '../../server/domain/mediaError.ts'
import { evaluateSync } from '../../server/evaluate/sync/evaluateSync.ts'
import { plotSync } from '../../server/evaluate/sync/plotSync.ts'
import { syncStatistics } from '../../server/evaluate/sync/syncStatistics.ts'
import { fakeFrame } from '../support/captureFakes.ts'
import { seededRandom } from '../support/seededRandom.ts'

const lengthMs = 3000

/** When somebody speaks, by seed: syllables of 200 ms at irregular times. */
function rhythmOf(seed: number): (timeMs: number) => number {
  const random = seededRandom(seed)
  const starts: number[] = []
  for (let at = 200; at < lengthMs - 300; at += 250 + 400 * random()) starts.push(at)
  return timeMs => {
    const start = starts.find(start => timeMs >= start && timeMs < start + 200)
    return start === undefined ? 0 : Math.sin((Math.PI * (timeMs - start)) / 200)
  }
}

/** Files hold what is in them: a seed, or what is wrong with them. */
const reader: ClipReader = {
  async readClip(bytes) {
    const text = new TextDecoder().decode(bytes)
    if (text === 'broken') throw new MediaError('brokenMedia', 'nothing can be decoded')
    const seed = Number.parseInt(text, 10)
    const rhythm = rhythmOf(seed)
    const pcm = Float32Array.from(
      { length: (lengthMs * sampleRate) / 1000 },
      (_, at) =>
        0.1 * rhythm((at * 1000) / sampleRate) * Math.sin((2 * Math.PI * 1200 * at) / sampleRate),
    )
    const frames = Array.from({ length: lengthMs / 40 }, (_, at) => ({
      timeMs: at * 40,
      jpeg: Uint8Array.of(seed, text.includes('faceless') ? 0 : 1),
    }))
    const sound = text.includes('mute') ? null : { startMs: 0, pcm }
    return {
      frames,
      sound,
      hasUnreadSound: false,
      isCutOff: false,
      durationMs: lengthMs,
      widthPx: 320,
      heightPx: 240,
    }
  },
  close: () => Promise.resolve(),
}

const vision: CaptureVision = {
  openTrack: () => ({
    analyse(jpeg, timeMs) {
      const frame = fakeFrame({ n: 0 }, timeMs)
      const [seed = 0, hasFace = 0] = jpeg
      const lipHeight = 0.3 + 0.3 * rhythmOf(seed)(timeMs)
      const face = hasFace > 0 && frame.face ? { ...frame.face, lipHeight } : null
      return Promise.resolve({ ok: true, frame: { ...frame, face } })
    },
    analyseStill: () => Promise.reject(new Error('not asked for')),
    close: () => {},
  }),
}

describe('evaluating lips and voice', () => {
  let folder: string
  const options = { reader, vision, threshold: 0.5, concurrency: 2, onProgress: () => {} }
  const put = (name: string, text: string) => writeFile(join(folder, name), text)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-sync-'))
    await put('a.mpg', '1')
    await put('b.MP4', '2')
    await put('c.webm', '3')
    await put('notes.txt', '4')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('sets every clip against its own and every other sound', async () => {
    const steps: number[] = []
    const report = await evaluateSync(folder, {
      ...options,
      onProgress: (done, total) => steps.push(done / total),
    })
    assert.equal(steps.at(-1), 1)
    assert.equal(report.genuinePairs, 3)
    assert.equal(report.impostorPairs, 6)
    assert.equal(report.eer, 0)
    assert.equal(report.auc, 1)
    assert.deepEqual(
      report.rows.map(({ file, frames }) => [file, frames]),
      [
        ['a.mpg', 75],
        ['b.MP4', 75],
        ['c.webm', 75],
      ],
    )
    for (const { correlation, lagMs, bestOther } of report.rows) {
      assert.ok(correlation > 0.8 && correlation > bestOther!.correlation)
      assert.ok(Math.abs(lagMs) <= 40)
    }
    assert.match(plotSync(report), /own sound \(3\)/)
  })

  it('names clips of no use, and goes on without them', async () => {
    await put('d.avi', 'broken')
    await put('e.mpeg', '5 mute')
    await put('f.mpg', '6 faceless')
    const report = await evaluateSync(folder, options)
    assert.deepEqual(report.unusable, [
      { file: 'd.avi', reason: 'brokenMedia: nothing can be decoded' },
      { file: 'e.mpeg', reason: 'no sound' },
      { file: 'f.mpg', reason: 'no face' },
    ])
    assert.equal(report.genuinePairs, 3)
  })

  it('says what is missing', async () => {
    await rm(join(folder, 'a.mpg'))
    await rm(join(folder, 'b.MP4'))
    await put('d.avi', 'broken')
    await assert.rejects(
      evaluateSync(folder, options),
      /needs two clips .* of 2 these were of no use:\n {2}d\.avi: brokenMedia/s,
    )
  })

  it('counts errors at limits', () => {
    const { eer, auc, table, atThreshold } = syncStatistics([0.6, 0.7, 0.3], [0.1, 0.5, 0.2], 0.4)
    assert.ok(Math.abs(eer - 1 / 3) < 1e-9)
    assert.equal(auc, 8 / 9)
    assert.deepEqual(atThreshold, { correlation: 0.4, frr: 1 / 3, far: 1 / 3 })
    assert.deepEqual(table[0], { correlation: 0.2, frr: 0, far: 2 / 3 })
    assert.equal(table.at(-1)?.correlation, 0.8)
  })
})
