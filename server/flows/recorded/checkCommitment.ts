import { recordedLimits } from '../../domain/capture/recordedLimits.ts'
import type { Check } from '../../domain/check.ts'

/**
 * How long after the challenge was given out the client committed itself to its file, and whether the clip
 * is short enough to have been filmed in that time. All in ms.
 */
export function checkCommitment(given: {
  afterMs: number
  lifetimeMs: number
  durationMs: number
}): Check[] {
  const { afterMs, lifetimeMs, durationMs } = given
  const maxMs = Math.round(afterMs + recordedLimits.maxOverlengthMs)
  return [
    {
      name: 'record.commitAfterMs',
      value: Math.round(afterMs),
      threshold: `≤ ${lifetimeMs}`,
      // A later one was refused; how much later than the last step it came is for the operator.
      outcome: 'pass',
    },
    {
      name: 'record.clipMs',
      value: Math.round(durationMs),
      threshold: `≤ ${maxMs}`,
      outcome: durationMs <= maxMs ? 'pass' : 'inconclusive',
    },
  ]
}
