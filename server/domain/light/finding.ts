import type { Check } from '../check.ts'
import type { LightReason } from './lightReasons.ts'

/** What a stage found: the first reason against, or null, and every line of its explanation. */
export interface Finding {
  reason: LightReason | null
  checks: Check[]
}
