import { createHmac } from 'node:crypto'
import {
  webhookBackoffMs,
  webhookLeaseMs,
  type WebhookDelivery,
  type WebhookTarget,
} from '../domain/webhook.ts'

/** Header of the signature: `t=<epoch seconds>,v1=<hex>`. */
export const signatureHeader = 'X-Zhenren-Signature'

interface Deps {
  webhooks: {
    claimDue(now: number, leaseUntil: number, limit: number): Promise<WebhookDelivery[]>
    findTarget(accountId: string): Promise<WebhookTarget | null>
    finish(deliveryId: string, status: number, nextAt: number | null): Promise<void>
    dropBefore(time: number): Promise<number>
  }
  /** Sends one; the HTTP status, or 0 when no answer came. Never rejects. */
  post: (url: string, headers: Record<string, string>, body: string) => Promise<number>
  clock: () => number
}

/** Deliveries per run, one after the other would let a slow receiver delay the rest. */
const batchLimit = 20
/** Deliveries are forgotten with the results they speak of (R28). */
const keptMs = 3 * 24 * 3_600_000

/**
 * HMAC-SHA256 of `<t>.<body>` under the target's secret. A receiver compares it in constant time and
 * refuses a `t` more than five minutes old, so that nobody can send an old message again.
 */
export function signWebhook(secret: string, body: string, epochSeconds: number): string {
  const mac = createHmac('sha256', secret).update(`${epochSeconds}.${body}`).digest('hex')
  return `t=${epochSeconds},v1=${mac}`
}

/** Delivers what is due (R41), again and later when it fails. Returns how many were tried. */
export function createDeliverWebhooks({ webhooks, post, clock }: Deps) {
  return async function deliverWebhooks(): Promise<number> {
    const now = clock()
    const due = await webhooks.claimDue(now, now + webhookLeaseMs, batchLimit)
    await Promise.all(due.map(deliver))
    await webhooks.dropBefore(now - keptMs)
    return due.length
  }

  async function deliver({ deliveryId, accountId, body, tries }: WebhookDelivery): Promise<void> {
    const target = await webhooks.findTarget(accountId)
    // Unbound meanwhile: nobody wants it any more.
    if (!target) return webhooks.finish(deliveryId, 0, null)
    const signature = signWebhook(target.secret, body, Math.floor(clock() / 1000))
    const headers = { 'Content-Type': 'application/json', [signatureHeader]: signature }
    const status = await post(target.url, headers, body)
    const isDelivered = status >= 200 && status < 300
    const waitMs = isDelivered ? undefined : webhookBackoffMs[tries - 1]
    await webhooks.finish(deliveryId, status, waitMs === undefined ? null : clock() + waitMs)
  }
}
