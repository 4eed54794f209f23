import assert from 'node:assert/strict'
import fc from 'fast-check'
import { bestFrames } from '../../server/domain/capture/bestFrames.ts'
import { hasJumped, isPossible, observeClock } from '../../server/domain/capture/clientClock.ts'
import { readFrameBundle, writeFrameBundle } from '../../server/domain/capture/frameBundle.ts'
import { jpegSize } from '../../server/domain/capture/jpegSize.ts'
import { meanEmbedding } from '../../server/domain/capture/meanEmbedding.ts'
import {
  addPreviewFrame,
  emptyPreview,
  isPreviewGood,
} from '../../server/domain/capture/previewHint.ts'
import { checkCameraLabel, isRearCamera } from '../../server/domain/capture/virtualCamera.ts'
import type { Hint } from '../../server/protocol/hints.ts'
import { fakeEmbedding, fakeFrame, fakeJpeg, type FakeScene } from '../support/captureFakes.ts'

describe('the client’s clock', () => {
  it('admits times between long ago and now, whatever its zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(500), (offsetMs, wayMs) => {
        const clock = observeClock(null, 1_000, 1_000 + offsetMs + wayMs)
        const arrival = 2_000 + offsetMs + wayMs
        return (
          isPossible(clock, 2_000, arrival) &&
          isPossible(clock, 1_000, arrival) &&
          !isPossible(clock, 2_500, arrival) &&
          !isPossible(clock, -9_000, arrival)
        )
      }),
    )
  })

  it('believes the quickest message', () => {
    const slow = observeClock(null, 0, 900)
    const quick = observeClock(slow, 1_000, 1_010)
    assert.deepEqual(quick, { offsetMs: 10, firstOffsetMs: 900 })
    assert.equal(observeClock(quick, 2_000, 2_500), quick)
    assert.equal(isPossible(quick, 3_500, 3_050), false)
    assert.equal(isPossible(null, 0, 0), false)
  })

  it('does not go ahead by more than the first message may have been late, in no number of steps', () => {
    let clock = observeClock(null, 0, 0)
    for (let aheadMs = 1_000; aheadMs <= 10_000; aheadMs += 1_000) {
      clock = observeClock(clock, aheadMs, 0)
      assert.equal(hasJumped(clock), false)
    }
    assert.equal(hasJumped(observeClock(clock, 10_001, 0)), true)
    assert.equal(hasJumped(observeClock(clock, -1e15, 0)), false, 'late is only late')
    assert.equal(hasJumped(null), false)
  })
})

describe('hints', () => {
  const hintFor = (scene: Partial<FakeScene>): Hint =>
    addPreviewFrame(emptyPreview, fakeFrame({ n: 0, ...scene }, 0)).hint
  for (const [scene, hint] of [
    [{}, 'good'],
    [{ faces: 0 }, 'noFace'],
    [{ faces: 2 }, 'onePerson'],
    [{ interOcularPx: 30 }, 'closer'],
    [{ interOcularPx: 200 }, 'further'],
    [{ centre: [40, 230] }, 'centre'],
    [{ yawDeg: 25 }, 'faceScreen'],
    [{ luminance: 30 }, 'brighter'],
    [{ luminance: 240 }, 'darker'],
  ] as [Partial<FakeScene>, Hint][]) {
    it(`say ${hint} for ${JSON.stringify(scene)}`, () => assert.equal(hintFor(scene), hint))
  }

  it('say still when the head moves between two frames, and start the row anew', () => {
    const one = addPreviewFrame(emptyPreview, fakeFrame({ n: 0 }, 0))
    const moved = addPreviewFrame(one, fakeFrame({ n: 0, centre: [200, 230] }, 70))
    assert.equal(moved.hint, 'still')
    assert.equal(moved.goodFrames, 0)
  })

  it('let the challenge begin after a row of good frames that lasts', () => {
    const after = (times: number[], scene: Partial<FakeScene> = {}) =>
      isPreviewGood(
        times.reduce(
          (row, time) => addPreviewFrame(row, fakeFrame({ n: 0, ...scene }, time)),
          emptyPreview,
        ),
      )
    assert.equal(after([0, 160, 320]), true)
    assert.equal(after([0, 10, 20, 30]), false)
    assert.equal(after([0, 320]), false)
    assert.equal(after([0, 160, 5_000]), false)
    assert.equal(after([0, 160, 320], { faces: 2 }), false)
  })
})

describe('the header of a JPEG', () => {
  it('tells the size without decoding', () => {
    assert.deepEqual(jpegSize(fakeJpeg({ n: 0, widthPx: 640, heightPx: 480 })), {
      widthPx: 640,
      heightPx: 480,
    })
  })

  it('is looked for as the decoder does: behind TEM and the like there is none', () => {
    const jpeg = fakeJpeg({ n: 0, widthPx: 640, heightPx: 480 })
    for (const marker of [0x01, 0x02, 0xbf, 0xd0, 0xd8]) {
      const other = [0xff, 0xc0, 0, 11, 8, 0, 200, 0, 200, 1, 1, 0x11, 0]
      const liar = Buffer.concat([
        jpeg.subarray(0, 2),
        Buffer.from([0xff, marker]),
        Buffer.from([0, jpeg.length, ...jpeg.subarray(2), ...other]),
      ])
      assert.equal(jpegSize(liar), null, String(marker))
    }
  })

  it('is never made out of anything else, and looking ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        const size = jpegSize(bytes)
        return size === null || (bytes[0] === 0xff && bytes[1] === 0xd8)
      }),
    )
    assert.equal(jpegSize(new Uint8Array(0)), null)
    assert.equal(jpegSize(fakeJpeg({ n: 0, widthPx: 0 })), null)
  })
})

describe('a bundle of frames', () => {
  it('gives back what went in', () => {
    const frame = fc.record(
      {
        timeMs: fc.double({ noNaN: true }),
        jpeg: fc.uint8Array({ maxLength: 50 }),
      },
      { noNullPrototype: true },
    )
    fc.assert(
      fc.property(fc.array(frame), frames => {
        const read = readFrameBundle(writeFrameBundle(frames))
        assert.deepEqual(
          read.map(({ timeMs, jpeg }) => ({ timeMs, jpeg: Uint8Array.from(jpeg) })),
          frames,
        )
      }),
    )
  })

  it('is refused when it is another thing, or cut off', () => {
    const bundle = writeFrameBundle([{ timeMs: 1, jpeg: new Uint8Array(9) }])
    assert.throws(() => readFrameBundle(bundle.subarray(0, bundle.length - 1)), RangeError)
    assert.throws(() => readFrameBundle(new Uint8Array(20)), RangeError)
  })
})

describe('the best frames', () => {
  const frame = (timeMs: number, scene: Partial<FakeScene> = {}) => ({
    timeMs,
    jpeg: new Uint8Array(),
    hash: String(timeMs),
    analysis: fakeFrame({ n: 0, ...scene }, timeMs),
  })
  it('are of one face, under grey light first, frontal and large', () => {
    const painted = [0, 100, 200, 300, 400]
    const frames = [
      frame(10, { yawDeg: 12 }),
      frame(20),
      frame(30, { faces: 2 }),
      frame(150),
      frame(250, { interOcularPx: 130 }),
      frame(320),
      frame(350, { yawDeg: -3 }),
      frame(260),
    ]
    assert.deepEqual(
      bestFrames(frames, painted).map(({ timeMs }) => timeMs),
      [10, 20, 250, 320, 350],
    )
  })
})

describe('the mean of embeddings', () => {
  it('is a direction of length one between them', () => {
    const mean = meanEmbedding([fakeEmbedding(0), fakeEmbedding(1)])
    assert.ok(mean && Math.abs(Math.hypot(...mean) - 1) < 1e-6)
    assert.ok(Math.abs(mean[0]! - Math.SQRT1_2) < 1e-6)
    assert.equal(meanEmbedding([]), null)
  })
})

describe('the camera’s label', () => {
  it('names software cameras, for the record only', () => {
    for (const label of ['OBS Virtual Camera', 'ManyCam', 'e2eSoft VCam', 'fake_device_0']) {
      assert.equal(checkCameraLabel(label).outcome, 'inconclusive', label)
    }
    for (const label of ['', 'FaceTime HD Camera', 'camera 1, facing front']) {
      assert.equal(checkCameraLabel(label).outcome, 'pass', label)
    }
  })

  it('gives a rear camera away where the browser does not say', () => {
    assert.equal(isRearCamera('Back Camera', 'unknown'), true)
    assert.equal(isRearCamera('Integrated Webcam', 'unknown'), false)
    // What the browser says counts more than a name.
    assert.equal(isRearCamera('Back Camera', 'user'), false)
    assert.equal(isRearCamera('', 'environment'), true)
  })
})
