import type { Advice } from '../../protocol/capture.ts'
import type { Check } from '../check.ts'

/** What a liveness judge says of a performance. */
export interface Liveness {
  outcome: 'pass' | 'fail' | 'inconclusive'
  /** Row of protocol/resultCodes.ts; 0 when passed. */
  resultCode: number
  /** What the person can do about it; null when passed. */
  advice: Advice | null
  checks: Check[]
}
