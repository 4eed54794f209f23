import { isDeepStrictEqual } from 'node:util'
import { chinaDay } from '../domain/chinaDay.ts'
import type { Consent } from '../domain/consent.ts'
import { needsGuardian } from '../domain/guardianAge.ts'
import { maskIdCard, maskName } from '../domain/masking.ts'
import type { Identity } from '../domain/person.ts'
import { needsOpenid } from '../domain/retryLimit.ts'
import type { Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { IdentityAnswer, IdentityRequest } from '../protocol/session.ts'
import {
  requireOpen,
  type DeviceSession,
  type FindForDevice,
  type Visitor,
} from './findForDevice.ts'
import type { JudgeNative } from './judgeNative.ts'
import type { LookAtEarlier } from './lookAtEarlier.ts'
import type { LossOf } from './lossOf.ts'
import { readIdentity } from './readIdentity.ts'
import type { Transition } from './transition.ts'

interface Deps {
  findForDevice: FindForDevice
  sessions: {
    find(bizToken: string): Promise<Session | null>
    transition: Transition<{ identity: Identity }, { startsAt: number }>
  }
  consents: { find(consentId: string): Promise<Consent | null> }
  lookAtEarlier: LookAtEarlier
  judgeNative: JudgeNative
  lossOf: LossOf
  clock: () => number
}

/**
 * Takes name and ID number that the person typed; again after a wrong one, until a capture runs.
 * Where WeChat knows the person, only after the openid is proven: nobody can lock a stranger out by
 * typing numbers (R26).
 * A verification by WeChat that is over and was for somebody else is settled first: of that one nobody could ask any
 * more. One that nobody has gone through is void when another identity is taken.
 * @throws ApiError Session.IdentityFixed, ConsentNeeded, OpenidNeeded, GuardianNeeded, Busy, Finished,
 * Expired, Withdrawn, Gone; FailedOperation.NameFormatError, FailedOperation.IdFormatError; as lookAtEarlier
 */
export function createSubmitIdentity(deps: Deps) {
  return async function submitIdentity(
    request: IdentityRequest,
    visitor: Visitor,
  ): Promise<IdentityAnswer> {
    const found = await deps.findForDevice(request, visitor)
    const { session, rule } = found
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
    const isOther = !isDeepStrictEqual(session.identity, identity)
    if (rule.engine === 'wechat' && isOther) await settleBegun(found)
    // WeChat may have taken its time.
    const moved = await deps.sessions.transition(
      bizToken,
      ['consented'],
      'consented',
      { identity },
      { startsAt: deps.clock() },
    )
    if (!moved) throw await explainLoss(bizToken)
    return { name: maskName(identity.name), idCard: maskIdCard(identity.idCard) }
  }

  async function settleBegun(found: DeviceSession): Promise<void> {
    const earlier = await deps.lookAtEarlier(found.session)
    if (!earlier) return
    try {
      await deps.judgeNative(found, earlier.challenge, earlier.reading)
    } catch (error) {
      // Over without a verdict: the phone that asks about it is told.
      if (!(error instanceof ApiError)) throw error
    }
  }

  /** What was settled may have been the session's last verdict. */
  async function explainLoss(bizToken: string): Promise<ApiError> {
    const session = await deps.sessions.find(bizToken)
    if (!session || session.purgedAt !== null) return await deps.lossOf(bizToken)
    requireOpen(session, deps.clock())
    return new ApiError('Session.Busy')
  }
}
