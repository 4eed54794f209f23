/** Longest time between two that follow each other, ms; 0 for fewer than two. */
export function longestGap(times: readonly number[]): number {
  return times.slice(1).reduce((most, time, at) => Math.max(most, time - times[at]!), 0)
}
