import type { Check } from '../check.ts'
import type { ClipReason } from './clipReasons.ts'

/** A line of the explanation, and the reason that it is when it does not pass. */
export type ClipGate = readonly [ClipReason, Check]
