import { adviceOf } from '../domain/adviceOf.ts'
import type { Attempt, Session } from '../domain/session.ts'
import type { NativeFinishAnswer } from '../protocol/nativeCapture.ts'
import { redirectUrlOf } from './redirectUrlOf.ts'

/**
 * What the device learns of an attempt that stands in the ledger: the same however often it asks.
 * `isLast`: nothing was tried after it.
 */
export function nativeAnswer(
  session: Session,
  { errCode }: Pick<Attempt, 'errCode'>,
  isLast: boolean,
): NativeFinishAnswer {
  const isFailed = isLast && session.state === 'failed'
  const outcome = errCode === 0 ? 'passed' : isFailed ? 'failed' : 'retry'
  return {
    verdict: {
      outcome,
      advice: adviceOf(errCode),
      redirectUrl: outcome === 'retry' ? null : redirectUrlOf(session),
    },
  }
}
