import type { Account } from '../domain/account.ts'
import type { Rule } from '../domain/rule.ts'
import type { Session } from '../domain/session.ts'
import { WeChatError, type WeChatFault } from '../domain/weChatError.ts'
import { ApiError } from '../errors.ts'
import type { DeviceSession } from './findForDevice.ts'
import type { BegunNative, JudgeNative } from './judgeNative.ts'
import type { LookAtNative } from './lookAtNative.ts'

interface UnaskedNative extends BegunNative {
  bizToken: string
  /** Epoch ms. */
  expiresAt: number
}

interface Deps {
  sessions: { find(bizToken: string): Promise<Session | null> }
  rules: { find(ruleId: string): Promise<Rule | null> }
  accounts: { find(accountId: string): Promise<Account | null> }
  challenges: {
    takeUnasked(
      now: number,
      times: { lastLookAt: number; askAt: number },
    ): Promise<UnaskedNative | null>
    askAgain(captureId: string, askAt: number): Promise<void>
  }
  lookAtNative: LookAtNative
  judgeNative: JudgeNative
  onFault(error: unknown, captureId: string): void
  clock: () => number
}

/** One that was still open then is asked about less often: nobody waits for it. */
const againMs = 600_000
/** Of each verification, before its verify id ends and nobody can ask any more. */
const lastLookMs = 120_000
/** Of one run: WeChat counts its calls. */
const maxLooks = 200
/** Of one run, until its last look begins: a server that stops waits for it. */
const runMs = 50_000
/** WeChat is away, for all accounts; its other faults are one account's. */
const away: ReadonlySet<WeChatFault> = new Set(['timedOut', 'unreachable'])

/**
 * Asks WeChat about verifications that no phone asks about, so that a failure is kept even when the phone is
 * silent about it; as finishNative would have. Where WeChat is away, the rest waits for the next run.
 * Returns how many got a verdict.
 */
export function createSettleNative(deps: Deps) {
  return async function settleNative(): Promise<number> {
    const until = deps.clock() + runMs
    let judged = 0
    for (let looks = 0; looks < maxLooks && deps.clock() < until; looks += 1) {
      const challenge = await takeOne()
      const outcome = challenge && (await settle(challenge))
      // One by one, so that those that are not come to stay due.
      if (outcome === null || outcome === 'away') break
      if (outcome === 'judged') judged += 1
    }
    return judged
  }

  async function takeOne() {
    const now = deps.clock()
    const times = { lastLookAt: now + lastLookMs, askAt: now + againMs }
    return await deps.challenges.takeUnasked(now, times)
  }

  async function settle(challenge: UnaskedNative): Promise<'judged' | 'nothing' | 'away'> {
    try {
      const found = await findOpen(challenge.bizToken)
      const reading = found && (await deps.lookAtNative(found.session, challenge))
      // One that is still open keeps its session as it is: the person may be at it.
      if (reading?.end.kind === 'open') {
        const { cause } = reading
        if (!(cause instanceof WeChatError && away.has(cause.code))) return 'nothing'
        const now = deps.clock()
        const wasLast = challenge.expiresAt <= now + lastLookMs
        if (wasLast) await deps.challenges.askAgain(challenge.captureId, now)
        return 'away'
      }
      const answer = reading && (await deps.judgeNative(found, challenge, reading))
      return answer ? 'judged' : 'nothing'
    } catch (error) {
      // Over without a verdict: there is nobody to tell.
      if (!(error instanceof ApiError)) deps.onFault(error, challenge.captureId)
      return 'nothing'
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
