import assert from 'node:assert/strict'
import { drawFrames } from '../../../server/domain/capture/drawFrames.ts'
import type { KeptFrame } from '../../../server/domain/capture/captureMaterial.ts'
import { drawMoments } from '../../../server/domain/capture/drawMoments.ts'
import { drawShares } from '../../../server/domain/capture/drawShares.ts'
import { clipFramesByChance } from '../../../server/domain/clip/clipFramesByChance.ts'
import type { ClipTask } from '../../../server/domain/clip/clipTask.ts'
import { framesByChance } from '../../../server/domain/framesByChance.ts'
import { chromaTrack } from '../../../server/domain/light/chromaTrack.ts'
import { decodeCode } from '../../../server/domain/light/decodeCode.ts'
import type { LightPerformance } from '../../../server/domain/light/judgeLight.ts'
import { lightLimits } from '../../../server/domain/light/lightLimits.ts'
import { plannedSteps } from '../../../server/domain/light/plannedSteps.ts'
import type { LightFrame } from '../../../server/domain/lightFrame.ts'
import type { SoundTrack } from '../../../server/domain/digit/soundTrack.ts'
import { clipPerformance, readingPerformance } from '../../support/clipPerformance.ts'
import { fakeFrame, fakeJpeg } from '../../support/captureFakes.ts'
import { performLight } from '../../support/performLight.ts'
import { randomBytes } from '../../support/randomBytes.ts'
import { seededRandom } from '../../support/seededRandom.ts'

const framesAt = (times: readonly number[], faces: (timeMs: number) => number = () => 1) =>
  times.map(timeMs => {
    const scene = { n: timeMs, faces: faces(timeMs) }
    return {
      timeMs,
      jpeg: fakeJpeg(scene),
      hash: String(timeMs),
      analysis: fakeFrame(scene, timeMs),
    }
  })
const every = (stepMs: number, toMs: number) =>
  Array.from({ length: toMs / stepMs + 1 }, (_, at) => at * stepMs)

describe('frames that are drawn', () => {
  it('are one of each part of the time, and any of it', () => {
    const frames = framesAt(every(10, 1000))
    const seen = new Set<number>()
    for (let seed = 0; seed < 400; seed += 1) {
      const drawn = drawFrames(frames, 5, randomBytes(seed)).map(({ timeMs }) => timeMs)
      assert.deepEqual(
        drawn.map(timeMs => Math.min(4, Math.floor(timeMs / 200))),
        [0, 1, 2, 3, 4],
      )
      for (const timeMs of drawn) seen.add(timeMs)
    }
    assert.ok(seen.size > 95, `${seen.size} of 101`)
  })

  it('show one face; a part without gives none', () => {
    const frames = framesAt(every(50, 1000), timeMs => (timeMs < 400 ? 0 : timeMs > 800 ? 2 : 1))
    const drawn = drawFrames(frames, 5, randomBytes(1))
    assert.equal(drawn.length, 3)
    assert.ok(drawn.every(({ timeMs }) => timeMs >= 400 && timeMs <= 800))
    assert.deepEqual(drawFrames([], 5, randomBytes(1)), [])
    assert.deepEqual(drawFrames(frames, 0, randomBytes(1)), [])
  })

  it('by moments are as many of a crowd as it lasts', () => {
    // A hundred pictures of each second in a tenth of it, ten in the rest.
    const crowd = every(10, 5000).filter(timeMs => timeMs % 1000 < 100)
    const times = [
      ...every(100, 5000),
      ...crowd.flatMap(timeMs => every(1, 9).map(ms => timeMs + ms)),
    ]
    const frames = framesAt([...new Set(times)].toSorted((one, other) => one - other))
    const share = (draw: typeof drawFrames) => {
      const drawn = Array.from({ length: 200 }, (_, seed) => draw(frames, 5, randomBytes(seed)))
      assert.ok(drawn.every(({ length }) => length === 5))
      return drawn.flat().filter(({ timeMs }) => timeMs % 1000 < 100).length / 1000
    }
    assert.ok(share(drawFrames) > 0.8)
    assert.ok(share(drawMoments) < 0.25)
  })

  it('by moments are as often what stands between two others', () => {
    const frames = framesAt(every(66, 5000).flatMap(timeMs => [timeMs + 1, timeMs + 2, timeMs + 3]))
    const drawn = Array.from({ length: 200 }, (_, seed) =>
      drawMoments(frames, 5, randomBytes(seed)),
    )
    const between = drawn.flat().filter(({ timeMs }) => timeMs % 66 === 2).length
    assert.ok(between > 250 && between < 420, `${between} of 1,000`)
  })

  it('by shares are of all the times that count, however they lie', () => {
    const frames = framesAt([...every(50, 1000), ...every(50, 500).map(timeMs => timeMs + 20_000)])
    const drawn = Array.from({ length: 50 }, (_, seed) => drawShares(frames, 5, randomBytes(seed)))
    for (const five of drawn) {
      assert.equal(five.length, 5)
      const late = five.filter(({ timeMs }) => timeMs >= 20_000).length
      assert.ok(late === 1 || late === 2, `${late}`)
    }
    assert.equal(drawShares(frames.slice(0, 3), 5, randomBytes(1)).length, 3)
    assert.deepEqual(drawShares([], 5, randomBytes(1)), [])
  })

  const light = performLight(3, {})
  const keptOf = (analyses: readonly LightFrame[]) =>
    analyses.map((analysis, n) => {
      const { timeMs } = analysis
      return { timeMs, jpeg: fakeJpeg({ n }), hash: String(n), analysis }
    })
  /** Pictures at each change of the screen, as the face shows it: no colour is read from them. */
  const guests = (({ secret, painted, frames }: LightPerformance) => {
    const { lights } = plannedSteps(secret)
    const track = chromaTrack(frames, lightLimits)
    const { lagMs } = decodeCode(track, { painted, lights }, lightLimits)
    return painted
      .slice(1, -1)
      .flatMap(changeMs => every(2, 60).map(ms => changeMs + lagMs - 10 + ms))
      .map(timeMs => Object.assign({}, frames[40]!, { timeMs }))
  })(light)

  it('come from what answers the colours, never from between them nor from the grey', () => {
    const { secret, painted } = light
    const both = [...light.frames, ...guests].toSorted((one, other) => one.timeMs - other.timeMs)
    const isGuest = new Set<LightFrame>(guests)
    for (const kind of ['light', 'silent'] as const) {
      for (let seed = 0; seed < 20; seed += 1) {
        const drawn = framesByChance(
          { kind, light: secret },
          keptOf(both),
          painted,
          randomBytes(seed),
        )
        assert.equal(drawn.length, 5)
        assert.ok(drawn.every(({ analysis }) => !isGuest.has(analysis)))
        assert.ok(drawn.every(({ timeMs }) => timeMs > painted[1]!))
        assert.ok(drawn.every(({ timeMs }) => timeMs < painted.at(-2)! + lightLimits.maxLagMs))
      }
    }
    // A timeline that is none: the judge of the light says so.
    const short = framesByChance(
      { kind: 'light', light: secret },
      keptOf(both),
      [0, 2000],
      randomBytes(1),
    )
    assert.ok(short.length > 0)
    const none = framesByChance({ kind: 'light', light: secret }, [], painted, randomBytes(1))
    assert.deepEqual(none, [])
  })

  it('come from all that was asked for where there are no colours', () => {
    const frames = framesAt(every(20, 5000))
    const digit = { code: '0123', digitMs: [], leadMs: 0, tailMs: 0 }
    for (let seed = 0; seed < 50; seed += 1) {
      const spoken = framesByChance(
        { kind: 'digit', digit },
        frames,
        [500, 1000, 3000],
        randomBytes(seed),
      )
      assert.equal(spoken.length, 5)
      assert.ok(spoken.every(({ timeMs }) => timeMs >= 500 && timeMs < 3000))
    }
  })

  it('of a clip come from its colours, from its digits, or not from where the phone is raised and put down', () => {
    const { secret, painted } = light
    const prompted = {
      secret: { code: '0123', digitMs: [], leadMs: 0, tailMs: 0 },
      painted: [500, 1000, 3000],
    }
    const cases: [ClipTask, fromMs: number, untilMs: number][] = [
      [{ kind: 'digit', code: '0123', prompted }, 500, 3000],
      [{ kind: 'silent' }, 500, 4500],
    ]
    const frames = framesAt(every(20, 5000))
    const draws = (task: ClipTask, from: KeptFrame[], sound: SoundTrack | null = null) =>
      Array.from({ length: 50 }, (_, seed) =>
        clipFramesByChance(task, { frames: from, sound }, randomBytes(seed)),
      )
    for (const [task, fromMs, untilMs] of cases) {
      const drawn = draws(task, frames)
      assert.ok(drawn.every(({ length }) => length === 5))
      const times = drawn.flat().map(({ timeMs }) => timeMs)
      assert.ok(times.every(timeMs => timeMs >= fromMs && timeMs < untilMs))
      const lengthMs = untilMs - fromMs
      assert.ok(Math.min(...times) < fromMs + 0.1 * lengthMs)
      assert.ok(Math.max(...times) > untilMs - 0.1 * lengthMs)
    }
    for (const kind of ['light', 'light-digit'] as const) {
      // As a clip that begins .6 s later than it says.
      const late = light.frames.map(frame =>
        Object.assign({}, frame, { timeMs: frame.timeMs - 600 }),
      )
      const task: ClipTask =
        kind === 'light' ? { kind, secret, painted } : { kind, code: '0123', secret, painted }
      const drawn = draws(task, keptOf(late)).slice(0, 10)
      assert.ok(drawn.every(({ length }) => length === 5))
      const times = drawn.flat().map(({ timeMs }) => timeMs + 600)
      assert.ok(times.every(timeMs => timeMs > painted[1]!))
      assert.ok(times.every(timeMs => timeMs < painted.at(-2)! + lightLimits.maxLagMs))
    }
    assert.deepEqual(draws({ kind: 'silent' }, [])[0], [])
  })

  it('of a clip show who speaks and who acts, however long somebody else is shown besides', () => {
    // Read in the first five seconds of half a minute.
    const { frames, sound } = readingPerformance()
    const others = framesAt(every(66, 24_000).map(timeMs => timeMs + 6000))
    const pcm = new Float32Array(16 * 30_000)
    pcm.set(sound!.pcm)
    const random = seededRandom(2)
    const heard = {
      startMs: 0,
      pcm: pcm.map((value, at) => value + (at < sound!.pcm.length ? 0 : 0.001 * (random() - 0.5))),
    }
    const task = { kind: 'digit', code: '3804' } as const
    for (let seed = 0; seed < 20; seed += 1) {
      const clip = { frames: [...frames, ...others], sound: heard }
      const drawn = clipFramesByChance(task, clip, randomBytes(seed))
      assert.equal(drawn.length, 5)
      assert.ok(drawn.every(({ timeMs }) => timeMs > 1000 && timeMs < 6000))
    }
    const movements = [
      { part: 'eyeClose', startMs: 600, rampMs: 80, holdMs: 150 },
      { part: 'mouthOpen', startMs: 2000, rampMs: 150, holdMs: 500 },
    ] as const
    const acted = clipPerformance({ movements, durationMs: 20_000 })
    const asked = { kind: 'action', actions: ['blink', 'openMouth'] } as const
    for (let seed = 0; seed < 20; seed += 1) {
      const drawn = clipFramesByChance(asked, acted, randomBytes(seed))
      assert.equal(drawn.length, 5)
      assert.ok(drawn.every(({ timeMs }) => timeMs > 200 && timeMs < 3200))
    }
  })
})
