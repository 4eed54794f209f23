import { chinaDay } from '../domain/chinaDay.ts'
import { challengeLimitOf, maxGivenBack, retryLimitOf } from '../domain/retryLimit.ts'
import { ApiError } from '../errors.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import type { LossOf } from './lossOf.ts'
import type { NoteLimit } from './noteLimit.ts'
import type { Transition } from './transition.ts'

/** One of the two counters of R26, or that of a BizToken where they do not count; and what came back to them. */
export interface Counted {
  scope: 'openid' | 'idCard' | 'bizToken' | 'givenBack'
  key: string
  limit: number
}

export interface AttemptCounterDeps {
  sessions: {
    transition: Transition<object, { captureId: string }>
  }
  retryCounters: {
    takeAll(counted: readonly Counted[], day: string): Promise<Counted | null>
    giveBackAll(counted: readonly Counted[], day: string): Promise<void>
  }
  /** Tells the integrator that a limit was reached. */
  noteLimit: NoteLimit
  lossOf: LossOf
  clock: () => number
}

/** Counts the tries of a person (R26), whoever performs and judges them. */
export function createAttemptCounter(deps: AttemptCounterDeps) {
  return {
    /**
     * Counts one try of a capture that still owns its session. Returns the day it was counted on.
     * @throws ApiError of lossOf when it lost the session,
     * FailedOperation.IdentityAuthLimitExceeded (2018) when either counter of a person is full,
     * Session.Finished when that of a BizToken is; nothing is counted then
     */
    async take(capture: AdmittedCapture): Promise<string> {
      const { captureId } = capture
      const { bizToken } = capture.session
      const session = await deps.sessions.transition(
        bizToken,
        ['capturing'],
        'capturing',
        {},
        { captureId },
      )
      if (!session) throw await deps.lossOf(bizToken)
      const day = chinaDay(deps.clock())
      const full = await deps.retryCounters.takeAll(countedKeys(capture), day)
      if (full) {
        await deps.noteLimit(capture)
        throw full.scope === 'bizToken' ? begunTooOften() : new ApiError(limitExceeded)
      }
      return day
    },

    /** Takes the count of that day back, where the fault is ours and no challenge of ours was seen. */
    async giveBack(capture: AdmittedCapture, day: string): Promise<void> {
      await deps.retryCounters.giveBackAll(countedKeys(capture), day)
    },

    /** The same where one was seen: not more often than `maxGivenBack`. */
    async giveBackSeen(capture: AdmittedCapture, day: string): Promise<void> {
      const counted = countedKeys(capture)
      const given = counted.map(({ scope, key }): Counted => ({
        scope: 'givenBack',
        key: `${scope}:${key}`,
        limit: maxGivenBack,
      }))
      if ((await deps.retryCounters.takeAll(given, day)) !== null) return
      await deps.retryCounters.giveBackAll(counted, day)
    },
  }
}

const limitExceeded = 'FailedOperation.IdentityAuthLimitExceeded'

/** Another BizToken may be tried at once. */
function begunTooOften(): ApiError {
  return new ApiError('Session.Finished', {
    message: {
      zh: '本次核验发起采集的次数过多，已结束。请重新发起核验。',
      en: 'This verification is finished: its capture was begun too often. Start a new one.',
    },
  })
}

/** openid before ID number, always: see retryCounters. */
function countedKeys({ session, rule }: AdmittedCapture): Counted[] {
  const limit = retryLimitOf[rule.channel]
  if (!limit) return [{ scope: 'bizToken', key: session.bizToken, limit: challengeLimitOf(rule) }]
  const { openid, identity } = session
  if (!openid) throw new ApiError('Session.OpenidNeeded')
  return [
    { scope: 'openid', key: `${openid.appId}:${openid.openid}`, limit: limit.perOpenid },
    ...(identity
      ? [{ scope: 'idCard' as const, key: identity.idCard, limit: limit.perIdCard }]
      : []),
  ]
}
