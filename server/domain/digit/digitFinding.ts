import type { Check } from '../check.ts'
import type { DigitReason } from './digitReasons.ts'

/** A reason against, or null, and the lines of its explanation. */
export interface DigitFinding {
  reason: DigitReason | null
  checks: Check[]
}

/** The reason of the first check that did not hold, in this order. */
export function findingOf(gates: readonly (readonly [DigitReason, Check])[]): DigitFinding {
  const failed = gates.find(([, { outcome }]) => outcome !== 'pass')
  return { reason: failed?.[0] ?? null, checks: gates.map(([, check]) => check) }
}
