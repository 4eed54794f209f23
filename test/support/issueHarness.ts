import { randomBytes, randomUUID } from 'node:crypto'
import type { Rule } from '../../server/domain/rule.ts'
import { lightTiming } from '../../server/domain/light/lightTiming.ts'
import { ApiError } from '../../server/errors.ts'
import type { AdmittedCapture } from '../../server/flows/admitCapture.ts'
import { createDrawChallenge } from '../../server/flows/drawChallenge.ts'
import { createIssueChallenge, type IssuedChallenge } from '../../server/flows/issueChallenge.ts'
import { createLossOf } from '../../server/flows/lossOf.ts'
import { createNoteLimit } from '../../server/flows/noteLimit.ts'
import type { Store } from '../../server/openStore.ts'
import { record } from './records.ts'

/** Captures that are about to ask for their challenge, on the real flow and storage. */
export function createIssueHarness(store: Store, clock: () => number) {
  const issueChallenge = createIssueChallenge({
    ...store,
    noteLimit: createNoteLimit({ ...store, clock }),
    lossOf: createLossOf(store),
    drawChallenge: createDrawChallenge({ random: randomBytes, timing: lightTiming }),
    clock,
  })
  return {
    async capture(rule: Rule, openid: string, idCard: string): Promise<AdmittedCapture> {
      const account = await store.accounts.find(rule.accountId)
      const captureId = randomUUID()
      const session = record.session({
        accountId: rule.accountId,
        ruleId: rule.ruleId,
        state: 'capturing',
        identity: { name: '张三', idCard },
        openid: { appId: 'wx0000000000000000', openid },
        captureId,
        workingSince: clock(),
      })
      await store.sessions.insert(session)
      return { session, rule, account: account!, captureId }
    },

    /** The same session, captured anew. */
    async again({ session, ...capture }: AdmittedCapture): Promise<AdmittedCapture> {
      const captureId = randomUUID()
      const from = ['capturing'] as const
      const moved = await store.sessions.transition(session.bizToken, from, 'capturing', {
        captureId,
      })
      return { ...capture, session: moved!, captureId }
    },

    issueChallenge,

    /** Null when it was refused with 2018. */
    async issue(capture: AdmittedCapture): Promise<IssuedChallenge | null> {
      try {
        return await issueChallenge(capture)
      } catch (error) {
        const isLimit =
          error instanceof ApiError && error.code === 'FailedOperation.IdentityAuthLimitExceeded'
        if (!isLimit) throw error
        return null
      }
    },
  }
}
