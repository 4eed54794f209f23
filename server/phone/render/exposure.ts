/**
 * What a centre-weighted light meter would choose: the exposure (camera.ts) that puts the weighted
 * mean luminance at `target`.
 *
 * @param linear luminance per channel, cd/m²
 * @param target linear share of full scale, about 0.18 … 0.3
 */
export function meterExposure(
  linear: Float32Array,
  widthPx: number,
  heightPx: number,
  target: number,
): number {
  let sum = 0
  let weights = 0
  for (let y = 0; y < heightPx; y += 2) {
    const v = (2 * y) / heightPx - 1
    for (let x = 0; x < widthPx; x += 2) {
      const u = (2 * x) / widthPx - 1
      const weight = Math.max(0.1, 1 - (u * u + v * v) * 1.4)
      const p = (y * widthPx + x) * 3
      sum += weight * (0.2126 * linear[p]! + 0.7152 * linear[p + 1]! + 0.0722 * linear[p + 2]!)
      weights += weight
    }
  }
  return sum > 0 ? (target * weights) / sum : 1
}
