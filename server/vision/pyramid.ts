import type { RgbImage } from './rgbImage.ts'

/** A picture and its halvings; level k has 1/2^k of the size. Levels are made when first asked. */
export interface Pyramid {
  image: RgbImage
  /** The level, or the smallest one that still has two pixels a side. */
  level(k: number): { image: RgbImage; k: number }
}

/** Wraps a picture so that it can be sampled at any reduction for a bounded price. */
export function createPyramid(image: RgbImage): Pyramid {
  const levels = [image]
  return {
    image,
    level(k) {
      let last = levels.at(-1) ?? image
      while (levels.length <= k && last.width >= 4 && last.height >= 4) {
        last = halve(last)
        levels.push(last)
      }
      const at = Math.min(k, levels.length - 1)
      return { image: levels[at] ?? image, k: at }
    },
  }
}

/** Mean of 2×2 pixels; an odd last row or column is dropped. */
function halve({ width, height, data }: RgbImage): RgbImage {
  const w = width >> 1
  const h = height >> 1
  const row = width * 3
  const out = new Uint8Array(w * h * 3)
  let o = 0
  for (let y = 0; y < h; y++) {
    let i = 2 * y * row
    let j = i + row
    for (let x = 0; x < w; x++, i += 6, j += 6) {
      out[o++] = mean4(data[i], data[i + 3], data[j], data[j + 3])
      out[o++] = mean4(data[i + 1], data[i + 4], data[j + 1], data[j + 4])
      out[o++] = mean4(data[i + 2], data[i + 5], data[j + 2], data[j + 5])
    }
  }
  return { width: w, height: h, data: out }
}

function mean4(p = 0, q = 0, r = 0, s = 0): number {
  return (p + q + r + s + 2) >> 2
}
