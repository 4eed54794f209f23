import type { EvidenceStore } from '../domain/evidence.ts'
import type { AuthorityAnswer, AuthorityProvider } from '../domain/person.ts'
import type { Session } from '../domain/session.ts'

interface Deps {
  authority: AuthorityProvider
  evidence: Pick<EvidenceStore, 'get'>
}

export type FindReference = ReturnType<typeof createFindReference>

/** Whom a capture is compared with: the integrator's photo takes the library's place (R35). */
export function createFindReference({ authority, evidence }: Deps) {
  return async function findReference({
    identity,
    referenceEvidenceId,
  }: Pick<Session, 'identity' | 'referenceEvidenceId'>): Promise<AuthorityAnswer> {
    if (referenceEvidenceId !== null) {
      const photo = await evidence.get(referenceEvidenceId)
      if (!photo) throw new Error('the reference photo of a session is gone')
      return { kind: 'photo', photo }
    }
    if (!identity) throw new Error('a capture without anybody to compare with')
    return await authority.findReference(identity)
  }
}
