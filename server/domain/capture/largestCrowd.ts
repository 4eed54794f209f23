const crowdMs = 500

/**
 * Most frames in any half second. A camera makes fifteen; whoever sends a great many of one moment makes
 * much of it, wherever frames are counted.
 *
 * @param times in order, ms
 */
export function largestCrowd(times: readonly number[]): number {
  let first = 0
  let most = 0
  for (const [at, timeMs] of times.entries()) {
    while (times[first]! < timeMs - crowdMs) first += 1
    most = Math.max(most, at - first + 1)
  }
  return most
}

/** Fifteen a second are asked for, and a phone may send all that its camera makes, after a hiccup at once. */
export const maxCrowd = 20
