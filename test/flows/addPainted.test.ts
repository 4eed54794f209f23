import assert from 'node:assert/strict'
import { socketLimits } from '../../server/domain/capture/captureLimits.ts'
import { ApiError } from '../../server/errors.ts'
import { addPainted } from '../../server/flows/addPainted.ts'
import type { Challenge } from '../../server/protocol/challenge.ts'

const challenge: Challenge = {
  kind: 'action',
  version: 1,
  challengeId: 'challenge',
  lifetimeMs: 60_000,
  steps: [
    { action: null, durationMs: 1000 },
    { action: 'blink', durationMs: 1000 },
  ],
}

describe('painted steps', () => {
  const clock = { offsetMs: 0, firstOffsetMs: 0 }
  const codeOf = (times: readonly number[], steps = times.map((_, step) => step), lateMs = 0) => {
    const performance = {
      issued: { challenge },
      painted: [] as number[],
      challengeSentMs: 1000,
    }
    try {
      for (const [at, clockMs] of times.entries())
        addPainted(
          performance,
          { step: steps[at]!, clockMs },
          { clock, arrivedMs: clockMs + lateMs },
        )
      return performance.painted
    } catch (error) {
      assert.ok(error instanceof ApiError)
      return error.code
    }
  }

  it('come in order and one after the other', () => {
    assert.deepEqual(codeOf([1500, 2500, 3500]), [1500, 2500, 3500])
    assert.equal(codeOf([1500, 1500]), 'Capture.ClockRefused')
    assert.equal(codeOf([1500, 2500], [0, 2]), 'Capture.OutOfOrder')
    assert.equal(codeOf([100]), 'Capture.ClockRefused')
  })

  it('begin soon after the challenge: who is given time can make a performance up', () => {
    const lastMs = 1000 + socketLimits.maxStartMs
    assert.deepEqual(codeOf([lastMs, lastMs + 40_000]), [lastMs, lastMs + 40_000])
    assert.equal(codeOf([lastMs + 1]), 'Capture.ChallengeExpired')
    // What it says itself may be older.
    assert.equal(codeOf([lastMs - 5000], [0], 5001), 'Capture.ChallengeExpired')
  })
})
