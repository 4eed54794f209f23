import { chinRows, chinStrip } from '../domain/chinStrip.ts'
import type { Point } from '../domain/face.ts'
import type { RgbImage } from './rgbImage.ts'

/**
 * Mean luminance (0–255) of each row of the chin's strip, sampled bilinearly.
 *
 * @param right,left centres of the person's eyes, px
 * @returns `chinRows` numbers; NaN for a row that is not wholly in the picture
 */
export function sampleChin(image: RgbImage, right: Point, left: Point): Float32Array {
  const { halfWidth, step, fromY } = chinStrip
  // One distance of the pupils to the right, and down.
  const [acrossX, acrossY] = [left[0] - right[0], left[1] - right[1]]
  const [downX, downY] = [-acrossY, acrossX]
  const [middleX, middleY] = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2]
  const half = Math.round(halfWidth / step)
  const rows = new Float32Array(chinRows)
  for (let row = 0; row < chinRows; row++) {
    const y = fromY + row * step
    let sum = 0
    for (let column = -half; column <= half; column++) {
      const x = column * step
      sum += luminanceAt(
        image,
        middleX + x * acrossX + y * downX,
        middleY + x * acrossY + y * downY,
      )
    }
    rows[row] = sum / (2 * half + 1)
  }
  return rows
}

function luminanceAt({ width, height, data }: RgbImage, x: number, y: number): number {
  const column = Math.floor(x)
  const row = Math.floor(y)
  if (column < 0 || row < 0 || column + 1 >= width || row + 1 >= height) return NaN
  const [fx, fy] = [x - column, y - row]
  const at = 3 * (row * width + column)
  const upper = grey(data, at) * (1 - fx) + grey(data, at + 3) * fx
  const below = at + 3 * width
  const lower = grey(data, below) * (1 - fx) + grey(data, below + 3) * fx
  return upper * (1 - fy) + lower * fy
}

function grey(data: Uint8Array, at: number): number {
  return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
}
