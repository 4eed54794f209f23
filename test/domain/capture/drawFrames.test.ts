import assert from 'node:assert/strict'
import { drawFrames } from '../../../server/domain/capture/drawFrames.ts'
import { clipFramesByChance } from '../../../server/domain/clip/clipFramesByChance.ts'
import type { ClipTask } from '../../../server/domain/clip/clipTask.ts'
import { framesByChance } from '../../../server/domain/framesByChance.ts'
import { generateLightChallenge } from '../../../server/domain/light/generateLightChallenge.ts'
import { lightTiming } from '../../../server/domain/light/lightTiming.ts'
import { fakeFrame, fakeJpeg } from '../../support/captureFakes.ts'
import { randomBytes } from '../../support/randomBytes.ts'

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

  it('come from the colours, never from the grey before and after; else from all that was asked for', () => {
    const light = generateLightChallenge(randomBytes(3), lightTiming)
    const painted = [0, light.leadMs]
    for (const slotMs of light.slotMs) painted.push(painted.at(-1)! + slotMs)
    const [fromMs, toMs] = [light.leadMs, painted.at(-1)!]
    painted.push(toMs + light.tailMs)
    const frames = framesAt(every(20, 5000))
    for (const kind of ['light', 'silent'] as const) {
      for (let seed = 0; seed < 50; seed += 1) {
        const drawn = framesByChance({ kind, light }, frames, painted, randomBytes(seed))
        assert.equal(drawn.length, 5)
        assert.ok(drawn.every(({ timeMs }) => timeMs >= fromMs && timeMs < toMs))
      }
    }
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
    const secret = generateLightChallenge(randomBytes(3), lightTiming)
    const painted = [0, secret.leadMs]
    for (const slotMs of secret.slotMs) painted.push(painted.at(-1)! + slotMs)
    const lastMs = painted.at(-1)!
    painted.push(lastMs + secret.tailMs)
    const digit = { code: '0123', digitMs: [], leadMs: 0, tailMs: 0 }
    const prompted = { secret: digit, painted: [500, 1000, 3000] }
    const cases: [ClipTask, fromMs: number, untilMs: number][] = [
      [{ kind: 'light', secret, painted }, secret.leadMs, lastMs],
      [{ kind: 'light-digit', code: '0123', prompted, secret, painted }, secret.leadMs, lastMs],
      [{ kind: 'digit', code: '0123', prompted }, 500, 3000],
      [{ kind: 'digit', code: '0123' }, 500, 4500],
      [{ kind: 'action', actions: ['blink'] }, 500, 4500],
      [{ kind: 'silent' }, 500, 4500],
    ]
    const frames = framesAt(every(20, 5000))
    for (const [task, fromMs, untilMs] of cases) {
      const drawn = Array.from({ length: 50 }, (_, seed) =>
        clipFramesByChance(task, frames, randomBytes(seed)),
      )
      assert.ok(drawn.every(({ length }) => length === 5))
      const times = drawn.flat().map(({ timeMs }) => timeMs)
      assert.ok(times.every(timeMs => timeMs >= fromMs && timeMs < untilMs))
      const lengthMs = untilMs - fromMs
      assert.ok(Math.min(...times) < fromMs + 0.1 * lengthMs)
      assert.ok(Math.max(...times) > untilMs - 0.1 * lengthMs)
    }
    assert.deepEqual(clipFramesByChance({ kind: 'silent' }, [], randomBytes(1)), [])
  })
})
