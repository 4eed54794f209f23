import type { Picture } from '../camera/picture.ts'

/** What one more coding changes at most, of 255. */
const reach = 2

/**
 * A picture after one more lossy coding: nothing that an eye would notice, but other bytes.
 *
 * @param seed the same number gives the same picture
 */
export function recoded({ rgb, ...size }: Picture, seed: number): Picture {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0 || 1
  const coded = new Uint8Array(rgb.length)
  for (let at = 0; at < rgb.length; at += 1) {
    // xorshift32 (Marsaglia 2003).
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const value = rgb[at]! + ((state >>> 8) % (2 * reach + 1)) - reach
    coded[at] = value < 0 ? 0 : value > 255 ? 255 : value
  }
  return { rgb: coded, ...size }
}
