const kaiserBeta = 6

/**
 * A low-pass filter: a sinc under a Kaiser window, sum 1.
 *
 * @param taps odd
 * @param cutoff cycles per sample, 0–0.5
 */
export function lowPassFilter(taps: number, cutoff: number): number[] {
  const half = (taps - 1) / 2
  const raw = Array.from({ length: taps }, (_, i) => {
    const t = i - half
    const sinc = t === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * t) / (Math.PI * t)
    return sinc * bessel0(kaiserBeta * Math.sqrt(1 - (t / half) ** 2))
  })
  const sum = raw.reduce((total, tap) => total + tap, 0)
  return raw.map(tap => tap / sum)
}

/** The modified Bessel function of order 0, by its power series. */
function bessel0(x: number): number {
  let [sum, term] = [1, 1]
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}
