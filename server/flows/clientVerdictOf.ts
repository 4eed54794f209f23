import type { Session } from '../domain/session.ts'
import type { Advice, ClientVerdict } from '../protocol/capture.ts'
import { redirectUrlOf } from './redirectUrlOf.ts'

/** What the device learns of a verdict that was stored: the outcome and what to do, no score, no check. */
export function clientVerdictOf(stored: Session, advice: Advice | null): ClientVerdict {
  return {
    outcome: stored.state === 'passed' || stored.state === 'failed' ? stored.state : 'retry',
    advice,
    redirectUrl: stored.state === 'consented' ? null : redirectUrlOf(stored),
  }
}
