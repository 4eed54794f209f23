import type { Consent } from '../domain/consent.ts'
import type { Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'

interface Deps {
  sessions: { find(bizToken: string): Promise<Session | null> }
  consents: { find(consentId: string): Promise<Consent | null> }
}

export type LossOf = ReturnType<typeof createLossOf>

/**
 * Why a capture no longer has its session: the person withdrew (Session.Withdrawn), it was erased in time
 * (Session.Gone), or another capture has it (Capture.Superseded).
 */
export function createLossOf({ sessions, consents }: Deps) {
  return async function lossOf(bizToken: string): Promise<ApiError> {
    const session = await sessions.find(bizToken)
    if (session?.purgedAt === null) return new ApiError('Capture.Superseded')
    const consent = session?.consentId ? await consents.find(session.consentId) : null
    return new ApiError(consent?.withdrawnAt ? 'Session.Withdrawn' : 'Session.Gone')
  }
}
