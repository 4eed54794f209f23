/**
 * Small seeded generator (mulberry32): the same seed gives the same sequence on every platform.
 * Not for secrets: it only makes renders repeatable.
 *
 * @param seed any number; its lower 32 bits count
 * @returns a function that gives numbers in [0, 1)
 */
export function createRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
