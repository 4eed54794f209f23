import { randomUUID } from 'node:crypto'
import type { Consent } from '../domain/consent.ts'
import type { Session, SessionState } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { ConsentAnswer, ConsentRequest } from '../protocol/session.ts'
import { requireOpen, type FindForDevice, type Visitor } from './findForDevice.ts'
import { offerConsent } from './offerConsent.ts'

interface Deps {
  findForDevice: FindForDevice
  sessions: {
    transition(
      bizToken: string,
      from: readonly SessionState[],
      to: SessionState,
      patch: { consentId: string },
    ): Promise<Session | null>
  }
  consents: { insert(consent: Consent): Promise<void> }
  clock: () => number
}

/**
 * Takes the consent to the text that was shown and leaves a receipt (R43).
 * @throws ApiError Session.ConsentOutdated, ConsentScope, GuardianNeeded, Busy, Finished, Expired
 */
export function createGiveConsent(deps: Deps) {
  return async function giveConsent(
    request: ConsentRequest,
    visitor: Visitor,
  ): Promise<ConsentAnswer> {
    const found = await deps.findForDevice(request, visitor)
    const { session } = found
    const now = deps.clock()
    requireOpen(session, now)
    const offer = offerConsent(found, request.language, now)
    if (request.version !== offer.version || request.hash !== offer.hash) {
      throw new ApiError('Session.ConsentOutdated')
    }
    const missing = offer.scopes.filter(scope => !request.scopes.includes(scope))
    if (missing.length > 0) {
      const onlyGuardian = missing.every(scope => scope === 'guardian')
      throw new ApiError(onlyGuardian ? 'Session.GuardianNeeded' : 'Session.ConsentScope')
    }
    const consent: Consent = {
      consentId: randomUUID(),
      bizToken: session.bizToken,
      accountId: session.accountId,
      ruleId: session.ruleId,
      version: offer.version,
      textHash: offer.hash,
      language: request.language,
      scopes: [...offer.scopes],
      givenAt: now,
      withdrawnAt: null,
    }
    // The receipt first: a consent in force without one must not exist.
    await deps.consents.insert(consent)
    const moved = await deps.sessions.transition(
      session.bizToken,
      ['created', 'consented'],
      'consented',
      { consentId: consent.consentId },
    )
    if (!moved) throw new ApiError('Session.Busy')
    return { consentId: consent.consentId, givenAt: now }
  }
}
