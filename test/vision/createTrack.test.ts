import assert from 'node:assert/strict'
import { createTrack } from '../../server/vision/createTrack.ts'
import { fakeFrame } from '../support/captureFakes.ts'

describe('createTrack', () => {
  it('looks for further faces in the first frame, and in one of five that nobody foresees', async () => {
    const counted: boolean[] = []
    const track = createTrack(
      () => Promise.reject(new TypeError('frames only')),
      ({ facesBefore }) => {
        counted.push(facesBefore === null)
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

  it('holds how many faces there were until they are counted again', async () => {
    let shown = 1
    const track = createTrack(
      () => Promise.reject(new TypeError('frames only')),
      ({ timeMs, facesBefore }) => {
        const frame = fakeFrame({ n: 0, faces: facesBefore ?? shown }, timeMs)
        return Promise.resolve({
          kind: 'frame',
          analysis: { ok: true, frame: { ...frame, timeMs: facesBefore === null ? 1 : 0 } },
          landmarks: null,
          reference: null,
          cost: { totalMs: 0, inferenceMs: 0 },
        })
      },
    )
    let before = 1
    for (let frame = 0; frame < 200; frame++) {
      shown = frame > 100 ? 1 : 2
      const analysis = await track.analyse(new Uint8Array(), frame)
      assert.ok(analysis.ok)
      const isCounted = analysis.frame.timeMs === 1
      assert.equal(analysis.frame.faceCount, isCounted ? shown : before)
      before = analysis.frame.faceCount
    }
    assert.equal(before, 1)
  })
})
