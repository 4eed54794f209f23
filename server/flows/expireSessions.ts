import { randomUUID } from 'node:crypto'
import type { Rule } from '../domain/rule.ts'
import type { Attempt, Session } from '../domain/session.ts'
import type { WebhookDelivery, WebhookTarget } from '../domain/webhook.ts'
import { webhookBody } from './webhookBody.ts'

interface Deps {
  sessions: { expireDue(now: number, limit: number): Promise<readonly Session[]> }
  rules: { find(ruleId: string): Promise<Rule | null> }
  attempts: { listBySession(bizToken: string): Promise<Attempt[]> }
  webhooks: {
    findTarget(accountId: string): Promise<WebhookTarget | null>
    enqueue(delivery: WebhookDelivery): Promise<void>
  }
  clock: () => number
}

/** Sessions per run: bounds one statement's time; the scheduler comes again at once while runs are full. */
const batchLimit = 500

/**
 * Closes sessions that were not completed within 7,200 s (R28) and tells their accounts (R41). Returns
 * how many.
 */
export function createExpireSessions({ sessions, rules, attempts, webhooks, clock }: Deps) {
  return async function expireSessions(): Promise<number> {
    const now = clock()
    const expired = await sessions.expireDue(now, batchLimit)
    for (const session of expired) await tell(session, now)
    return expired.length
  }

  async function tell(session: Session, now: number): Promise<void> {
    if (!(await webhooks.findTarget(session.accountId))) return
    const rule = await rules.find(session.ruleId)
    if (!rule) return
    const attempt = (await attempts.listBySession(session.bizToken)).at(-1) ?? null
    await webhooks.enqueue({
      deliveryId: randomUUID(),
      accountId: session.accountId,
      body: webhookBody({ session, rule, attempt }, now),
      tries: 0,
      createdAt: now,
    })
  }
}
