import type { Rgb } from '../domain/lightFrame.ts'
import type { RgbImage } from './rgbImage.ts'
import { createTrimmedMean } from './trimmedMean.ts'

/** The face's box is enlarged by this before the rest counts as background (liveness.md §1.5 step 2). */
const faceMargin = 1.9

/** Background pixels that a frame needs (same place). */
const minPixels = 2000

/** Every second pixel of every second row is looked at: a mean needs no more. */
const stride = 2

/** Light of what lies behind the head: the upper half of the frame beside the enlarged face box. */
export function sampleBackground(
  { width, height, data }: RgbImage,
  box: readonly [number, number, number, number],
): { background: Rgb | null; backgroundPixels: number } {
  const [left, top, boxWidth, boxHeight] = box
  const centreX = left + boxWidth / 2
  const centreY = top + boxHeight / 2
  const reachX = (boxWidth * faceMargin) / 2
  const reachY = (boxHeight * faceMargin) / 2
  const mean = createTrimmedMean()
  for (let y = 0; y < height / 2; y += stride) {
    const isBeside = Math.abs(y - centreY) <= reachY
    for (let x = 0; x < width; x += stride) {
      if (isBeside && Math.abs(x - centreX) <= reachX) continue
      const at = (y * width + x) * 3
      const red = data[at] ?? 0
      const green = data[at + 1] ?? 0
      const blue = data[at + 2] ?? 0
      const brightest = Math.max(red, green, blue)
      if (brightest <= 250 && brightest >= 20) mean.add(red, green, blue)
    }
  }
  const backgroundPixels = mean.count() * stride * stride
  return { background: backgroundPixels >= minPixels ? mean.mean() : null, backgroundPixels }
}
