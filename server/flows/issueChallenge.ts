import { randomBytes } from 'node:crypto'
import { socketLimits } from '../domain/capture/captureLimits.ts'
import { chinaDay } from '../domain/chinaDay.ts'
import { toChallenge, type ChallengeSecret } from '../domain/challengeSecret.ts'
import { retryLimitOf } from '../domain/retryLimit.ts'
import type { Session, SessionState } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { Challenge } from '../protocol/challenge.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import type { DrawChallenge } from './drawChallenge.ts'
import type { NoteLimit } from './noteLimit.ts'

/** One of the two counters of R26. */
export interface Counted {
  scope: 'openid' | 'idCard'
  key: string
  limit: number
}

/** A challenge that was issued, and what may have to be undone. */
export interface IssuedChallenge {
  challenge: Challenge
  secret: ChallengeSecret
  /** Takes the count back; only when the fault is ours. */
  giveBack(): Promise<void>
}

interface Deps {
  sessions: {
    transition(
      bizToken: string,
      from: readonly SessionState[],
      to: SessionState,
      patch: object,
      guard: { captureId: string },
    ): Promise<Session | null>
  }
  retryCounters: {
    takeAll(counted: readonly Counted[], day: string): Promise<Counted | null>
    giveBackAll(counted: readonly Counted[], day: string): Promise<void>
  }
  challenges: {
    insert(challenge: {
      challengeId: string
      bizToken: string
      captureId: string
      spec: string
      expiresAt: number
    }): Promise<void>
  }
  /** Tells the integrator that a limit was reached. */
  noteLimit: NoteLimit
  drawChallenge: DrawChallenge
  clock: () => number
}

export type IssueChallenge = ReturnType<typeof createIssueChallenge>

/**
 * Makes the challenge of a capture at the moment it is asked for, after counting it (R26).
 * @throws ApiError Capture.Superseded when the capture lost the session,
 * FailedOperation.IdentityAuthLimitExceeded (2018) when either counter is full; nothing is counted then
 */
export function createIssueChallenge(deps: Deps) {
  return async function issueChallenge(capture: AdmittedCapture): Promise<IssuedChallenge> {
    const { captureId } = capture
    const { bizToken } = capture.session
    const session = await deps.sessions.transition(
      bizToken,
      ['capturing'],
      'capturing',
      {},
      { captureId },
    )
    if (!session) throw new ApiError('Capture.Superseded')

    const now = deps.clock()
    const day = chinaDay(now)
    const counted = countedKeys(capture)
    if (await deps.retryCounters.takeAll(counted, day)) {
      await deps.noteLimit(capture)
      throw new ApiError('FailedOperation.IdentityAuthLimitExceeded')
    }
    const giveBack = () => deps.retryCounters.giveBackAll(counted, day)
    try {
      const secret = deps.drawChallenge(capture.rule.livenessMode)
      const challengeId = randomBytes(16).toString('hex')
      const lifetimeMs = socketLimits.challengeLifetimeMs
      await deps.challenges.insert({
        challengeId,
        bizToken,
        captureId,
        spec: JSON.stringify(secret),
        expiresAt: now + lifetimeMs,
      })
      return { challenge: toChallenge(secret, challengeId, lifetimeMs), secret, giveBack }
    } catch (error) {
      await giveBack()
      throw error
    }
  }
}

/** openid before ID number, always: see retryCounters. */
function countedKeys({ session, rule }: AdmittedCapture): Counted[] {
  const limit = retryLimitOf[rule.channel]
  if (!limit) return []
  const { openid, identity } = session
  if (!openid) throw new ApiError('Session.OpenidNeeded')
  return [
    { scope: 'openid', key: `${openid.appId}:${openid.openid}`, limit: limit.perOpenid },
    ...(identity
      ? [{ scope: 'idCard' as const, key: identity.idCard, limit: limit.perIdCard }]
      : []),
  ]
}
