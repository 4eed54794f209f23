import assert from 'node:assert/strict'
import { estimateClock } from '../../../server/protocol/client/clockSync.ts'

describe('the estimate of the server clock', () => {
  it('is the middle of the shortest round trip', () => {
    const slow = estimateClock(null, { askedMs: 100, answeredMs: 500, serverMs: 10_350 })
    assert.deepEqual(slow, { offsetMs: 10_050, roundTripMs: 400 })
    const fast = estimateClock(slow, { askedMs: 1000, answeredMs: 1020, serverMs: 11_010 })
    assert.deepEqual(fast, { offsetMs: 10_000, roundTripMs: 20 })
    assert.equal(estimateClock(fast, { askedMs: 2000, answeredMs: 2100, serverMs: 0 }), fast)
  })

  it('leaves out an answer from before the question', () => {
    assert.equal(estimateClock(null, { askedMs: 10, answeredMs: 9, serverMs: 5 }), null)
    assert.equal(estimateClock(null, { askedMs: NaN, answeredMs: 9, serverMs: 5 }), null)
  })
})
