import type { CaptureEvidence } from '../domain/evidence.ts'
import type { Attempt, Session } from '../domain/session.ts'
import type { WebhookDelivery } from '../domain/webhook.ts'
import type { Keys } from '../keys/createKeys.ts'
import { createAttempts } from './attempts.ts'
import type { Database } from './database.ts'
import { createSessions } from './sessions.ts'
import { createWebhooks } from './webhooks.ts'

/** What one judged capture leaves. */
export interface VerdictRecord {
  bizToken: string
  captureId: string
  to: 'passed' | 'consented' | 'failed'
  /** Final result code; null while another try is open. */
  errCode: number | null
  verdicts: number
  attempt: Attempt
  evidence: CaptureEvidence | null
  delivery: WebhookDelivery | null
}

export type Verdicts = ReturnType<typeof createVerdicts>

/** Verdicts: state, ledger and message of an attempt, all or nothing. */
export function createVerdicts(db: Database, keys: Keys) {
  return {
    /**
     * Null, and nothing written, when the capture no longer owns the session (it was erased, or taken
     * over).
     */
    async record(verdict: VerdictRecord): Promise<Session | null> {
      return await db.transaction().execute(async transaction => {
        const { bizToken, captureId, to, errCode, verdicts } = verdict
        const patch = { errCode, verdicts, captureId: null, workingSince: null }
        const session = await createSessions(transaction, keys).transition(
          bizToken,
          ['judging'],
          to,
          patch,
          { captureId },
        )
        if (!session) return null
        await createAttempts(transaction).insert(verdict.attempt, verdict.evidence)
        if (verdict.delivery) await createWebhooks(transaction, keys).enqueue(verdict.delivery)
        return session
      })
    },
  }
}
