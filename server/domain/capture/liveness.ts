import type { Advice } from '../../protocol/capture.ts'
import type { ResultCode } from '../../protocol/resultCodes.ts'
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

/** What follows from a reason why an attempt did not pass; one table of them per mode. */
export interface LivenessMeaning {
  outcome: 'fail' | 'inconclusive'
  /** LiveStatus of the attempt (design.md §5, last line; tencent-faceid.md §3b). */
  resultCode: ResultCode
  advice: Advice
}
