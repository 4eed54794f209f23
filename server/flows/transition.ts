import type { Session, SessionState } from '../domain/session.ts'

/**
 * The guarded change of a session's state (storage/sessions.ts), as far as one flow uses it. Null: the session is
 * in none of the states `from` any more, or the guard does not hold.
 */
export type Transition<Patch extends object, Guard extends object> = (
  bizToken: string,
  from: readonly SessionState[],
  to: SessionState,
  patch: Patch,
  guard: Guard,
) => Promise<Session | null>
