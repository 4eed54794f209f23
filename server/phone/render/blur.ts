/**
 * Separable blur with a three- or five-tap bell of deviation `sigma` pixels; borders repeat. Three
 * numbers a pixel, a new image.
 */
export function blur(
  image: Float32Array,
  widthPx: number,
  heightPx: number,
  sigma: number,
): Float32Array {
  const near = Math.exp(-1 / (2 * sigma * sigma))
  const far = sigma > 0.7 ? Math.exp(-4 / (2 * sigma * sigma)) : 0
  const sum = 1 + 2 * near + 2 * far
  const taps = [1 / sum, near / sum, far / sum] as const
  const across = new Float32Array(image.length)
  blurLines(image, across, widthPx, heightPx, 3, widthPx * 3, taps)
  const both = new Float32Array(image.length)
  blurLines(across, both, heightPx, widthPx, widthPx * 3, 3, taps)
  return both
}

function blurLines(
  from: Float32Array,
  to: Float32Array,
  length: number,
  lines: number,
  step: number,
  lineStep: number,
  [centre, near, far]: readonly [number, number, number],
): void {
  const last = (length - 1) * step
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep
    for (let at = 0; at <= last; at += step) {
      const a = start + Math.max(at - step, 0)
      const b = start + Math.min(at + step, last)
      const c = start + Math.max(at - 2 * step, 0)
      const d = start + Math.min(at + 2 * step, last)
      const here = start + at
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = centre * from[here + channel]! + near * (from[a + channel]! + from[b + channel]!)
        if (far > 0) sum += far * (from[c + channel]! + from[d + channel]!)
        to[here + channel] = sum
      }
    }
  }
}
