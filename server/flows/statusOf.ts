import { isFinal } from '../domain/sessionTransition.ts'
import type { Session } from '../domain/session.ts'
import type { SessionStatus } from '../protocol/session.ts'

/** R41: what a session says of itself to those who wait for it. `now` in epoch ms. */
export function statusOf({ state, expiresAt }: Session, now: number): SessionStatus {
  if (state === 'expired') return 'timeout'
  if (isFinal(state)) return 'finished'
  // A capture that began in time may end later.
  if (state === 'capturing' || state === 'judging') return 'doing'
  if (now >= expiresAt) return 'timeout'
  return state === 'created' ? 'init' : 'doing'
}
