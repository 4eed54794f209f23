import assert from 'node:assert/strict'
import { MediaError } from '../../server/domain/mediaError.ts'
import { frameTimes } from '../../server/media/frameTimes.ts'

describe('frameTimes', () => {
  it('begins at 0 on any clock, and each frame stays until the next', () => {
    assert.deepEqual(frameTimes([-7000.5, -6933.8, -6800.5], 180_000), [
      { start: 0, duration: 6003 },
      { start: 6003, duration: 11_997 },
      { start: 18_000, duration: 11_997 },
    ])
  })

  it('shows a lone frame for a fifteenth of a second', () => {
    assert.deepEqual(frameTimes([5], 1000), [{ start: 0, duration: 6000 }])
    assert.deepEqual(frameTimes([], 1000), [])
  })

  it('does not drift: rounding is of the whole time, not of each step', () => {
    const times = frameTimes(
      Array.from({ length: 900 }, (_, i) => i * 66.6666),
      180_000,
    )
    assert.equal(times.at(-1)?.start, Math.round(899 * 66.6666 * 90))
  })

  it('refuses what is no number, does not rise by a tick, or spans too long', () => {
    const wrong = [[NaN], [0, Infinity], [-Infinity, 0], [0, 50, 40], [0, 0], [0, 0.001], [0, 1001]]
    for (const times of [...wrong, [0, NaN, 5]]) {
      assert.throws(
        () => frameTimes(times, 1000),
        (error: unknown) => error instanceof MediaError && error.code === 'badTimes',
        String(times),
      )
    }
  })
})
