import assert from 'node:assert/strict'
import { createTrack } from '../../server/vision/createTrack.ts'

describe('createTrack', () => {
  it('looks for further faces in the first frame, and in one of five that nobody foresees', async () => {
    const counted: boolean[] = []
    const track = createTrack(
      () => Promise.reject(new TypeError('frames only')),
      ({ countsFaces }) => {
        counted.push(countsFaces)
        return Promise.resolve({
          kind: 'frame',
          analysis: { ok: false, fault: 'empty', detail: '' },
          landmarks: null,
          reference: null,
          cost: { totalMs: 0, inferenceMs: 0 },
        })
      },
    )
    for (let frame = 0; frame < 500; frame++) await track.analyse(new Uint8Array(), frame)
    const places = Array.from({ length: 100 }, (_, group) => {
      const five = counted.slice(5 * group, 5 * group + 5)
      assert.equal(five.filter(Boolean).length, 1, `frames ${5 * group} and on`)
      return five.indexOf(true)
    })
    assert.equal(places[0], 0)
    assert.deepEqual(new Set(places), new Set([0, 1, 2, 3, 4]))
  })
})
