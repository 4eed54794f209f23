import assert from 'node:assert/strict'
import { createPacing } from '../../../server/protocol/client/pacing.ts'

/** Times of the frames that are let through from a camera of so many frames a second. */
function admitted(cameraRate: number, seconds: number, frameRate: number, maxPackets: number) {
  const pacing = createPacing({ frameRate, maxPacketsPerSecond: maxPackets })
  const times = Array.from({ length: cameraRate * seconds }, (_, n) => (n * 1000) / cameraRate)
  return times.filter(time => pacing.admitFrame(time, 0))
}

describe('the pace of frames', () => {
  it('brings a camera of 30 a second down to the wanted rate on average', () => {
    for (const wanted of [10, 12, 15]) {
      const count = admitted(30, 10, wanted, 34).length
      assert.ok(Math.abs(count - wanted * 10) <= 8, `${count} for ${wanted}`)
    }
  })

  it('lets every frame of a slow camera through', () => {
    assert.equal(admitted(8, 5, 15, 34).length, 40)
  })

  it('never exceeds the packets of any second', () => {
    const times = admitted(120, 4, 60, 20)
    for (const start of times)
      assert.ok(times.filter(time => time >= start && time < start + 1000).length <= 20)
  })

  it('counts stills towards the packets of a second', () => {
    const pacing = createPacing({ frameRate: 100, maxPacketsPerSecond: 3 })
    assert.deepEqual(
      [pacing.admitFrame(0, 0), pacing.admitOther(5), pacing.admitOther(10)],
      [true, true, true],
    )
    assert.equal(pacing.admitFrame(20, 0), false)
    assert.equal(pacing.admitFrame(1200, 0), true)
  })

  it('sends nothing while the socket is a second behind, and goes on after', () => {
    const pacing = createPacing({ frameRate: 15, maxPacketsPerSecond: 34 }, 1000)
    assert.equal(pacing.admitFrame(0, 1001), false)
    assert.equal(pacing.admitFrame(33, 1000), true)
  })

  it('does not make up for a gap with a burst', () => {
    const pacing = createPacing({ frameRate: 10, maxPacketsPerSecond: 34 })
    assert.equal(pacing.admitFrame(0, 0), true)
    const after = [5000, 5033, 5066, 5100, 5133, 5166].filter(time => pacing.admitFrame(time, 0))
    assert.ok(after.length <= 3, `${after.length}`)
  })
})
