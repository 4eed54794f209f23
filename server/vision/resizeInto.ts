import type { ModelInput } from '../../models/manifest.ts'
import type { RgbImage } from './rgbImage.ts'
import type { PixelRect } from './scaledBox.ts'

/** Size of what is made, and how its pixels are written. */
export type ResizeTarget = Pick<ModelInput, 'layout' | 'colour' | 'mean' | 'scale'> & {
  width: number
  height: number
}

/**
 * Stretches a cut of a picture onto a model's input: bilinear, pixel centres at .5, edges repeated,
 * and **without** averaging when it shrinks. That is what OpenCV's `resize` does, and networks that
 * look for the grain of prints and screens were trained on the aliases that it leaves.
 */
export function resizeInto(
  { width: columns, data }: RgbImage,
  cut: PixelRect,
  { width, height, layout, colour, mean, scale }: ResizeTarget,
): Float32Array {
  const out = new Float32Array(width * height * 3)
  const across = taps(cut.width, width)
  const down = taps(cut.height, height)
  const [pixelStep, channelStep] = layout === 'NCHW' ? [1, width * height] : [3, 1]
  for (let y = 0; y < height; y++) {
    const upper = (cut.top + down.low[y]!) * columns + cut.left
    const lower = (cut.top + down.high[y]!) * columns + cut.left
    const v = down.share[y]!
    for (let x = 0; x < width; x++) {
      const a = across.low[x]!
      const b = across.high[x]!
      const u = across.share[x]!
      for (let channel = 0; channel < 3; channel++) {
        const source = colour === 'RGB' ? channel : 2 - channel
        const top = mix(data[3 * (upper + a) + source]!, data[3 * (upper + b) + source]!, u)
        const bottom = mix(data[3 * (lower + a) + source]!, data[3 * (lower + b) + source]!, u)
        // Rounded to 8 bits, as the networks saw it.
        const value = Math.round(mix(top, bottom, v))
        out[(y * width + x) * pixelStep + channel * channelStep] =
          (value - mean[channel]!) * scale[channel]!
      }
    }
  }
  return out
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share
}

/** For each pixel of the target the two source pixels between which it lies, and how far. */
function taps(from: number, to: number) {
  const low = new Int32Array(to)
  const high = new Int32Array(to)
  const share = new Float64Array(to)
  for (let i = 0; i < to; i++) {
    const at = Math.min(Math.max(0, ((i + 0.5) * from) / to - 0.5), from - 1)
    low[i] = Math.floor(at)
    high[i] = Math.min(from - 1, Math.floor(at) + 1)
    share[i] = at - Math.floor(at)
  }
  return { low, high, share }
}
