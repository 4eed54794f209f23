import assert from 'node:assert/strict'
import { createFrameClock } from '../../h5/src/createFrameClock.ts'

describe('the clock of camera frames', () => {
  it('takes the capture time of the browser where there is one', () => {
    const clock = createFrameClock()
    assert.equal(clock(1000, { captureTime: 960, mediaTime: 3 }), 960)
  })

  it('does not believe a capture time of another clock, or of the future', () => {
    const clock = createFrameClock()
    assert.equal(clock(1000, { captureTime: 1_700_000_000_000 }), 1000)
    assert.equal(clock(1000, { captureTime: 1010 }), 1000)
  })

  it('keeps the even beat of the stream although callbacks come late', () => {
    const clock = createFrameClock()
    const late = [5, 0, 30, 12, 3]
    const times = late.map((delay, n) => clock(1000 + n * 33 + delay, { mediaTime: n * 0.033 }))
    for (const [n, time] of times.entries())
      if (n > 1) assert.ok(Math.abs(time - (1000 + n * 33)) < 1e-6, `${n}: ${time}`)
  })

  it('begins anew when the stream jumps back', () => {
    const clock = createFrameClock()
    clock(1000, { mediaTime: 5 })
    assert.equal(clock(2000, { mediaTime: 0 }), 2000)
  })

  it('has only the time of the callback without either', () => {
    assert.equal(createFrameClock()(77.5), 77.5)
  })
})
