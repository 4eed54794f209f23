/** A small repeatable generator (mulberry32): numbers in [0, 1). For simulations, never for secrets. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The same as random bytes. */
export function bytesOf(random: () => number): (sizeBytes: number) => Uint8Array {
  return size => Uint8Array.from({ length: size }, () => Math.floor(random() * 256))
}
