import assert from 'node:assert/strict'
import fc from 'fast-check'
import { chinRows, chinStrip } from '../../server/domain/chinStrip.ts'
import type { Point } from '../../server/domain/face.ts'
import { sampleChin } from '../../server/vision/sampleChin.ts'
import type { RgbImage } from '../../server/vision/rgbImage.ts'

/** A grey picture whose luminance is a function of the place. */
function picture(
  width: number,
  height: number,
  greyAt: (x: number, y: number) => number,
): RgbImage {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.fill(Math.round(greyAt(x, y)), 3 * (y * width + x), 3 * (y * width + x) + 3)
    }
  }
  return { width, height, data }
}

describe('sampleChin', () => {
  it('reads rows at their distance below the eyes, however large the face and however tilted', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 40, max: 80, noNaN: true }),
        fc.double({ min: -0.4, max: 0.4, noNaN: true }),
        (eyePx, roll) => {
          const [cx, cy] = [200, 120]
          const across: Point = [(Math.cos(roll) * eyePx) / 2, (Math.sin(roll) * eyePx) / 2]
          const down = (x: number, y: number) =>
            (-(x - cx) * Math.sin(roll) + (y - cy) * Math.cos(roll)) / eyePx
          // Brighter by 60 with each distance of the pupils.
          const image = picture(400, 400, (x, y) => 40 + 60 * down(x, y))
          const right: Point = [cx - across[0], cy - across[1]]
          const left: Point = [cx + across[0], cy + across[1]]
          const rows = sampleChin(image, right, left)
          assert.equal(rows.length, chinRows)
          rows.forEach((value, row) => {
            const expected = 40 + 60 * (chinStrip.fromY + row * chinStrip.step)
            assert.ok(Math.abs(value - expected) < 1, `row ${row}: ${value}, not ${expected}`)
          })
        },
      ),
      { numRuns: 20 },
    )
  })

  it('has no value for rows that leave the picture', () => {
    const image = picture(200, 200, () => 90)
    const rows = sampleChin(image, [70, 80], [130, 80])
    const lowest = (199 - 80) / 60
    rows.forEach((value, row) => {
      const isIn = chinStrip.fromY + row * chinStrip.step < lowest
      assert.equal(Number.isNaN(value), !isIn, `row ${row}`)
    })
  })
})
