/** ms since it was made; mini programs have no performance.now() at the kit's floor. Never goes back. */
export type Clock = () => number

export function createClock(read: () => number = Date.now): Clock {
  const startMs = read()
  let lastMs = 0
  return () => {
    lastMs = Math.max(lastMs, read() - startMs)
    return lastMs
  }
}
