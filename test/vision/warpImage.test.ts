import assert from 'node:assert/strict'
import { createPyramid } from '../../server/vision/pyramid.ts'
import type { RgbImage } from '../../server/vision/rgbImage.ts'
import { warpImage } from '../../server/vision/warpImage.ts'

/** An image from a function of the pixel. */
function imageOf(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): RgbImage {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 3)
  return { width, height, data }
}

const upright = { a: 1, b: 0, tx: 0, ty: 0 }

describe('warping', () => {
  it('copies pixel for pixel under the identity, red, green and blue in planes', () => {
    const image = imageOf(8, 8, (x, y) => [x * 10, y * 10, 7])
    const found = warpImage(createPyramid(image), upright, { size: 8, gain: 1, offset: 0 })
    assert.equal(found.length, 3 * 64)
    assert.equal(found[3 * 8 + 5], 50)
    assert.equal(found[64 + 3 * 8 + 5], 30)
    assert.equal(found[128 + 3 * 8 + 5], 7)
  })

  it('applies gain and offset, outside the picture too', () => {
    const image = imageOf(4, 4, () => [255, 255, 255])
    const options = { size: 8, gain: 2 / 255, offset: -1 }
    const found = warpImage(createPyramid(image), upright, options)
    assert.ok(Math.abs((found[0] ?? 0) - 1) < 1e-6)
    assert.equal(found[63], -1)
  })

  it('turns about the origin: a known answer', () => {
    // Picture (x, y) → square (−y, x) shifted by the width: 90° clockwise.
    const image = imageOf(4, 4, (x, y) => [x === 0 && y === 0 ? 200 : 0, 0, 0])
    const turned = { a: 0, b: 1, tx: 4, ty: 0 }
    const found = warpImage(createPyramid(image), turned, { size: 4, gain: 1, offset: 0 })
    assert.ok(Math.abs((found[3] ?? 0) - 200) < 1e-3)
    assert.ok([...found].every((value, i) => i === 3 || Math.abs(value) < 1e-3))
  })

  for (const reduction of [2, 3, 4, 7, 16])
    it(`averages a fine pattern to grey when it shrinks ${reduction} times`, () => {
      const side = 16 * reduction
      const image = imageOf(side, side, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]))
      const shrink = { a: 1 / reduction, b: 0, tx: 0, ty: 0 }
      const found = warpImage(createPyramid(image), shrink, { size: 16, gain: 1, offset: 0 })
      // The outermost pixels mix with the black outside.
      for (let y = 2; y < 14; y++)
        for (let x = 2; x < 14; x++)
          assert.ok(Math.abs((found[y * 16 + x] ?? 0) - 128) < 20, `${found[y * 16 + x]}`)
    })

  it('keeps the place of an edge at every reduction', () => {
    for (const reduction of [1.5, 2, 5, 8, 11]) {
      const side = Math.round(32 * reduction)
      const image = imageOf(side, side, x => (x < side / 2 ? [0, 0, 0] : [200, 200, 200]))
      const shrink = { a: 1 / reduction, b: 0, tx: 0, ty: 0 }
      const found = warpImage(createPyramid(image), shrink, { size: 32, gain: 1, offset: 0 })
      const row = found.subarray(16 * 32, 16 * 32 + 31)
      const bright = row.reduce((sum, value) => sum + value / 200, 0)
      assert.ok(Math.abs(bright - 15) < 0.6, `at ${reduction}: ${bright}`)
    }
  })

  it('writes one image of a batch without touching the other', () => {
    const batch = new Float32Array(2 * 3 * 16).fill(-5)
    const image = imageOf(4, 4, () => [9, 9, 9])
    warpImage(createPyramid(image), upright, { size: 4, gain: 1, offset: 0 }, batch, 48)
    assert.ok(batch.subarray(0, 48).every(value => value === -5))
    assert.ok(batch.subarray(48).every(value => value === 9))
  })
})

describe('an image pyramid', () => {
  it('halves by the mean of four pixels', () => {
    const image = imageOf(4, 2, x => [x * 40, 0, 100])
    const { image: half, k } = createPyramid(imageOf(8, 8, x => [x * 20, 0, 100])).level(1)
    assert.deepEqual([half.width, half.height, k], [4, 4, 1])
    assert.deepEqual([...half.data.subarray(0, 6)], [10, 0, 100, 50, 0, 100])
    assert.equal(createPyramid(image).level(3).k, 0, 'a side of two is not halved')
  })
})
