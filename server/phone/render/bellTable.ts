/** Entries of `bellTable`. */
export const bellSteps = 4096

/** Quantiles of the standard normal distribution, evenly spaced in probability. */
export const bellTable = Float32Array.from({ length: bellSteps }, (_, step) =>
  normalQuantile((step + 0.5) / bellSteps),
)

/** Inverse of `normalShare` by bisection. */
function normalQuantile(p: number): number {
  let low = -6
  let high = 6
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2
    if (normalShare(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Share of a standard normal distribution below x (Abramowitz & Stegun 26.2.17). */
function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series
  return x > 0 ? 1 - tail : tail
}
