import type { StatusAnswer } from '../session.ts'
import type { CeremonyEvent } from './ceremonyEvents.ts'

/** What /session/status means for a ceremony that is over: its verdict, or that it ended without one. */
export function readVerdict({ outcome, advice, redirectUrl }: StatusAnswer): CeremonyEvent {
  return outcome === null
    ? { type: 'trouble', trouble: 'finished' }
    : { type: 'alreadyJudged', verdict: { outcome, advice, redirectUrl } }
}
