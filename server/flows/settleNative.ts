import type { Account } from '../domain/account.ts'
import type { Rule } from '../domain/rule.ts'
import type { Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { DeviceSession } from './findForDevice.ts'
import type { BegunNative, JudgeNative } from './judgeNative.ts'
import type { LookAtNative } from './lookAtNative.ts'

interface Deps {
  sessions: { find(bizToken: string): Promise<Session | null> }
  rules: { find(ruleId: string): Promise<Rule | null> }
  accounts: { find(accountId: string): Promise<Account | null> }
  challenges: {
    takeUnasked(
      now: number,
      times: { lastLookAt: number; askAt: number; limit: number },
    ): Promise<readonly (BegunNative & { bizToken: string })[]>
  }
  lookAtNative: LookAtNative
  judgeNative: JudgeNative
  onFault(error: unknown, captureId: string): void
  clock: () => number
}

/** A phone asks a moment after WeChat's pages; one that has not asked for so long is not going to. */
export const unaskedMs = 180_000
/** One that was still open then is asked about less often: nobody waits for it. */
const againMs = 600_000
/** Of each verification, before its verify id ends and nobody can ask any more. */
const lastLookMs = 120_000
/** Of one run: WeChat counts its calls. */
const batchLimit = 200

/**
 * Asks WeChat about verifications that no phone asks about, so that a failure is kept even when the phone is
 * silent about it; as finishNative would have. Returns how many got a verdict.
 */
export function createSettleNative(deps: Deps) {
  return async function settleNative(): Promise<number> {
    const now = deps.clock()
    const unasked = await deps.challenges.takeUnasked(now, {
      lastLookAt: now + lastLookMs,
      askAt: now + againMs,
      limit: batchLimit,
    })
    let judged = 0
    for (const challenge of unasked) if (await settle(challenge)) judged += 1
    return judged
  }

  async function settle(challenge: BegunNative & { bizToken: string }): Promise<boolean> {
    try {
      const found = await findOpen(challenge.bizToken)
      const reading = found && (await deps.lookAtNative(found.session, challenge))
      // One that is still open keeps its session as it is: the person may be at it.
      if (!reading || reading.end.kind === 'open') return false
      return (await deps.judgeNative(found, challenge, reading)) !== null
    } catch (error) {
      // Over without a verdict: there is nobody to tell.
      if (!(error instanceof ApiError)) deps.onFault(error, challenge.captureId)
      return false
    }
  }

  /** Null when it was erased, or its account closed: then nothing is asked. */
  async function findOpen(bizToken: string): Promise<DeviceSession | null> {
    const session = await deps.sessions.find(bizToken)
    if (!session || session.purgedAt !== null) return null
    const rule = await deps.rules.find(session.ruleId)
    const account = await deps.accounts.find(session.accountId)
    return rule && account?.state === 'active' ? { session, rule, account } : null
  }
}
