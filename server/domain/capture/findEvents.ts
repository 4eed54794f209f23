/** One value of the face at one time. */
export interface Sample {
  timeMs: number
  value: number
}

/** Something that began, reached its height, and ended; ms. */
export interface Event {
  startMs: number
  endMs: number
  /** How long the height lasted: first to last sample beyond it. */
  heldMs: number
}

/**
 * Runs of a signal that rise over `high` and come back under `low` (< high): with two levels noise
 * around one of them makes no event. What has not come back by the end is no event.
 */
export function findEvents(
  samples: readonly Sample[],
  { low, high }: { low: number; high: number },
): Event[] {
  const events: Event[] = []
  let leftRestMs: number | null = null
  let firstHighMs: number | null = null
  let lastHighMs = 0
  samples.forEach(({ timeMs, value }, index) => {
    if (value > low) {
      // It left its rest between the sample before and this one.
      leftRestMs ??= ((samples[index - 1]?.timeMs ?? timeMs) + timeMs) / 2
      if (value > high) {
        firstHighMs ??= timeMs
        lastHighMs = timeMs
      }
      return
    }
    if (leftRestMs !== null && firstHighMs !== null) {
      const endMs = ((samples[index - 1]?.timeMs ?? timeMs) + timeMs) / 2
      events.push({ startMs: leftRestMs, endMs, heldMs: lastHighMs - firstHighMs })
    }
    leftRestMs = null
    firstHighMs = null
  })
  return events
}
