/** Median of some numbers; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/**
 * The smallest of the values that at least `share` (0–1) of them do not exceed (nearest rank); NaN of
 * none. Of fewer than 20 values the 95th percentile is the largest.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

/** The best of some rounds, and their median. */
export interface Rounds {
  min: number
  median: number
}

export function roundsOf(values: readonly number[]): Rounds {
  return { min: Math.min(...values), median: median(values) }
}
