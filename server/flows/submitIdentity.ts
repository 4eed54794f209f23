import { chinaDay } from '../domain/chinaDay.ts'
import type { Consent } from '../domain/consent.ts'
import { needsGuardian } from '../domain/guardianAge.ts'
import { maskIdCard, maskName } from '../domain/masking.ts'
import type { Identity } from '../domain/person.ts'
import { needsOpenid } from '../domain/retryLimit.ts'
import type { Session, SessionState } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { IdentityAnswer, IdentityRequest } from '../protocol/session.ts'
import { requireOpen, type FindForDevice, type Visitor } from './findForDevice.ts'
import { readIdentity } from './readIdentity.ts'

interface Deps {
  findForDevice: FindForDevice
  sessions: {
    transition(
      bizToken: string,
      from: readonly SessionState[],
      to: SessionState,
      patch: { identity: Identity },
    ): Promise<Session | null>
  }
  consents: { find(consentId: string): Promise<Consent | null> }
  clock: () => number
}

/**
 * Takes name and ID number that the person typed; again after a wrong one, until a capture runs.
 * Where WeChat knows the person, only after the openid is proven: nobody can lock a stranger out by
 * typing numbers (R26).
 * @throws ApiError Session.IdentityFixed, ConsentNeeded, OpenidNeeded, GuardianNeeded, Busy, Finished,
 * Expired; FailedOperation.NameFormatError, FailedOperation.IdFormatError
 */
export function createSubmitIdentity(deps: Deps) {
  return async function submitIdentity(
    request: IdentityRequest,
    visitor: Visitor,
  ): Promise<IdentityAnswer> {
    const { session, rule } = await deps.findForDevice(request, visitor)
    const now = deps.clock()
    requireOpen(session, now)
    if (rule.identityEntry !== 'page') throw new ApiError('Session.IdentityFixed')
    const consent = session.consentId && (await deps.consents.find(session.consentId))
    if (!consent) throw new ApiError('Session.ConsentNeeded')
    if (needsOpenid(rule.channel) && !session.openid) throw new ApiError('Session.OpenidNeeded')

    const identity = readIdentity(request.name, request.idCard)
    const isChild = needsGuardian(identity.idCard, chinaDay(now))
    if (isChild && !consent.scopes.includes('guardian')) {
      throw new ApiError('Session.GuardianNeeded')
    }
    const { bizToken } = session
    const moved = await deps.sessions.transition(bizToken, ['consented'], 'consented', {
      identity,
    })
    if (!moved) throw new ApiError('Session.Busy')
    return { name: maskName(identity.name), idCard: maskIdCard(identity.idCard) }
  }
}
