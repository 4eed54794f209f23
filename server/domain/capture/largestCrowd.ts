const crowdMs = 500
/** Nearer than this no camera takes two pictures, ms. */
const pairMs = 10

/**
 * Most frames in any half second. Both clients send fifteen a second; whoever sends a great many of one
 * moment makes much of it, wherever frames are counted.
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

/** Share 0–1 of the frames that follow another at once: a face may stand between two others unseen. */
export function pairedShare(times: readonly number[]): number {
  const paired = times.filter((timeMs, at) => at > 0 && timeMs - times[at - 1]! < pairMs)
  return paired.length / Math.max(1, times.length)
}

/** A phone may send all that its camera makes, thirty a second, and some late ones at once. */
export const crowdLimits = { maxCrowd: 20, maxPaired: 0.1 } as const
