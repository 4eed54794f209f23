/**
 * Averages blocks of pixels: an image of `factor` times the size in each direction becomes
 * widthPx × heightPx. Do it in linear light, for smooth edges.
 */
export function shrink(
  linear: Float32Array,
  widthPx: number,
  heightPx: number,
  factor: number,
): Float32Array {
  const small = new Float32Array(widthPx * heightPx * 3)
  const share = 1 / (factor * factor)
  const wide = widthPx * factor
  for (let y = 0; y < heightPx * factor; y += 1) {
    const row = Math.floor(y / factor) * widthPx
    for (let x = 0; x < wide; x += 1) {
      const to = (row + Math.floor(x / factor)) * 3
      const from = (y * wide + x) * 3
      small[to] = small[to]! + linear[from]! * share
      small[to + 1] = small[to + 1]! + linear[from + 1]! * share
      small[to + 2] = small[to + 2]! + linear[from + 2]! * share
    }
  }
  return small
}
