import assert from 'node:assert/strict'
import fc from 'fast-check'
import { alignFrames, maxOffsetMs } from '../../../server/domain/light/alignFrames.ts'
import { judgeLight, type LightPerformance } from '../../../server/domain/light/judgeLight.ts'
import { clipLightLimits } from '../../../server/domain/light/clipLightLimits.ts'
import { lightLimits } from '../../../server/domain/light/lightLimits.ts'
import { performLight } from '../../support/performLight.ts'

function late(performance: LightPerformance, offsetMs: number): LightPerformance {
  const frames = performance.frames.map(frame => ({ ...frame, timeMs: frame.timeMs + offsetMs }))
  return { ...performance, frames }
}

function judgeClip(performance: LightPerformance) {
  const frames = alignFrames(performance.frames, performance, clipLightLimits)
  return judgeLight({ ...performance, frames }, clipLightLimits)
}

describe('a recorded clip of a light ceremony', function () {
  this.timeout(120_000)

  it('passes wherever it begins within a second, though as a stream it would not', () => {
    const living = performLight(303, { lagMs: 60 })
    fc.assert(
      fc.property(fc.integer({ min: -(maxOffsetMs - 100), max: maxOffsetMs - 100 }), offsetMs => {
        const clip = late(living, offsetMs)
        const { reason, checks } = judgeClip(clip)
        assert.equal(reason, null, `${offsetMs} ${JSON.stringify(checks)}`)
        if (Math.abs(offsetMs) > 350)
          assert.notEqual(judgeLight(clip, lightLimits).outcome, 'pass', `${offsetMs}`)
      }),
      { numRuns: 25, seed: 6 },
    )
  })

  it('keeps its frames, in their order, by the same distances', () => {
    const clip = late(performLight(304, {}), 640)
    const aligned = alignFrames(clip.frames, clip, lightLimits)
    const shifts = aligned.map(({ timeMs }, at) => timeMs - clip.frames[at]!.timeMs)
    assert.ok(shifts.every(shift => Math.abs(shift - shifts[0]!) < 1e-6))
    assert.ok(Math.abs(shifts[0]! + 640) < 250, String(shifts[0]))
  })

  it('does not pass beyond a second', () => {
    for (const offsetMs of [-2_000, 2_000])
      assert.notEqual(judgeClip(late(performLight(303, {}), offsetMs)).outcome, 'pass')
  })

  it('does not pass for another code, a print, or a picture that answers nothing', () => {
    for (let seed = 1; seed <= 6; seed++)
      assert.notEqual(judgeClip(performLight(seed, {}, seed + 5000)).outcome, 'pass', `${seed}`)
    const bend = { kind: 'flat' } as const
    const subject = { kind: 'print', bend, tiltDeg: [3, -4], fills: false, gloss: 0.05 } as const
    assert.notEqual(judgeClip(late(performLight(41, { subject }), 500)).outcome, 'pass')
    const still = performLight(7, {})
    const frames = still.frames.map(({ timeMs }) => ({ ...still.frames[0]!, timeMs }))
    assert.equal(judgeClip({ ...still, frames }).reason, 'weakLight')
  })
})
