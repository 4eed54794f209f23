import { readColour } from '../camera/readColour.ts'
import type { Picture } from '../camera/picture.ts'

/** Light of each of the 256 sRGB values, 0 … 1. */
const lightOfValue = Float32Array.from(
  { length: 256 },
  (_, value) => readColour(`rgb(${value}, ${value}, ${value})`)[0],
)

/**
 * Linear light (0 … 1) of a picture at a place, bilinear; borders repeat.
 *
 * @param u,v 0 … 1 from the left and from the top
 * @param to receives three numbers from `at` on
 */
export function readTexture(
  { rgb, widthPx, heightPx }: Picture,
  u: number,
  v: number,
  to: Float32Array,
  at: number,
): void {
  const x = Math.min(Math.max(u * widthPx - 0.5, 0), widthPx - 1.001)
  const y = Math.min(Math.max(v * heightPx - 0.5, 0), heightPx - 1.001)
  const left = x | 0
  const top = y | 0
  const fx = x - left
  const fy = y - top
  const a = (top * widthPx + left) * 3
  const c = a + widthPx * 3
  for (let channel = 0; channel < 3; channel += 1) {
    const upper =
      lightOfValue[rgb[a + channel]!]! * (1 - fx) + lightOfValue[rgb[a + 3 + channel]!]! * fx
    const lower =
      lightOfValue[rgb[c + channel]!]! * (1 - fx) + lightOfValue[rgb[c + 3 + channel]!]! * fx
    to[at + channel] = upper * (1 - fy) + lower * fy
  }
}
