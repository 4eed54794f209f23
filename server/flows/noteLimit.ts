import { randomUUID } from 'node:crypto'
import type { Attempt } from '../domain/session.ts'
import type { WebhookDelivery, WebhookTarget } from '../domain/webhook.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import { captureAttempt } from './captureAttempt.ts'
import { webhookBody } from './webhookBody.ts'

/** 操作过于频繁 (R26). */
const tooOften = 2018

interface Deps {
  attempts: {
    listBySession(bizToken: string): Promise<Attempt[]>
    insert(attempt: Attempt): Promise<void>
  }
  webhooks: {
    findTarget(accountId: string): Promise<WebhookTarget | null>
    enqueue(delivery: WebhookDelivery): Promise<void>
  }
  clock: () => number
}

export type NoteLimit = ReturnType<typeof createNoteLimit>

/**
 * Leaves a ledger row with 2018, uncharged, so that the integrator sees why nothing happens; one until
 * something else happens, however often the person tries.
 */
export function createNoteLimit({ attempts, webhooks, clock }: Deps) {
  return async function noteLimit(capture: AdmittedCapture): Promise<void> {
    const { session, rule } = capture
    const earlier = await attempts.listBySession(session.bizToken)
    if (earlier.at(-1)?.errCode === tooOften) return
    const now = clock()
    const attempt = captureAttempt(
      capture,
      { errCode: tooOften, liveStatus: null, compareStatus: null, sim: null, checks: [] },
      { isCharged: () => false, now },
    )
    await attempts.insert(attempt)
    if (!(await webhooks.findTarget(session.accountId))) return
    await webhooks.enqueue({
      deliveryId: randomUUID(),
      accountId: session.accountId,
      body: webhookBody({ session: { ...session, state: 'consented' }, rule, attempt }, now),
      tries: 0,
      createdAt: now,
    })
  }
}
