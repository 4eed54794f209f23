import type { Session } from '../domain/session.ts'
import { hashIdentity } from './hashIdentity.ts'
import type { BegunNative } from './judgeNative.ts'
import type { NativeReading } from './readNativeEnd.ts'
import type { NativeSpec } from './startNative.ts'

interface Deps {
  challenges: { void(captureId: string): Promise<void> }
  people: { hashOf(idCard: string): string }
  readNativeEnd(
    session: Session,
    verification: { outSeqNo: string; verifyId: string },
  ): Promise<NativeReading>
}

export type LookAtNative = ReturnType<typeof createLookAtNative>

/**
 * Asks WeChat how a verification ended while the session stays as it is. Null, and WeChat is not asked,
 * when another name or ID number was typed since: it is void then, for it says nothing of that one.
 * @throws ApiError as readNativeEnd
 */
export function createLookAtNative(deps: Deps) {
  return async function lookAtNative(
    session: Session,
    { challengeId, captureId, spec }: BegunNative,
  ): Promise<NativeReading | null> {
    const { verifyId, identityHash }: NativeSpec = JSON.parse(spec)
    const { identity } = session
    if (identity && hashIdentity(deps.people, identity) !== identityHash) {
      await deps.challenges.void(captureId)
      return null
    }
    return await deps.readNativeEnd(session, { outSeqNo: challengeId, verifyId })
  }
}
