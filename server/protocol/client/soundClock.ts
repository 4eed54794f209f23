/** Lays the even beat of a microphone on the client's one clock. */
export interface SoundClock {
  /** Samples up to number `end` (not included), counted from the first, were there at `arrivedMs`. */
  note: (end: number, arrivedMs: number) => void
  /** When sample number `index` was taken, ms; fixed for good by the first call. */
  timeOf: (index: number) => number
  /**
   * By how much the beat has fallen behind the clock since it was fixed, ms; about 0. More means that the
   * microphone stood still meanwhile and samples are missing.
   */
  lagMs: () => number
}

/** Arrivals further back do not count, ms: what hung at the start, or before the app was in front. */
const memoryMs = 2_000

/**
 * Samples are handed over late by scheduling, never early: the shortest delay of the last two seconds
 * is the truest. `latencyMs`: what the system says of its own delay between air and samples, 0 when it
 * says nothing.
 */
export function createSoundClock(rateHz: number, latencyMs = 0): SoundClock {
  let recent: { arrivedMs: number; originMs: number }[] = []
  let fixedMs: number | null = null

  /** When the first sample was taken, by the best of the recent arrivals. */
  function originMs(): number {
    return recent.reduce((least, one) => Math.min(least, one.originMs), Infinity)
  }

  return {
    note: (end, arrivedMs) => {
      recent = recent.filter(one => one.arrivedMs > arrivedMs - memoryMs)
      recent.push({ arrivedMs, originMs: arrivedMs - (end / rateHz) * 1000 - latencyMs })
    },
    timeOf: index => {
      fixedMs ??= originMs()
      return fixedMs + (index / rateHz) * 1000
    },
    lagMs: () => (fixedMs === null ? 0 : originMs() - fixedMs),
  }
}
