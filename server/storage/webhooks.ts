import type { WebhookDelivery, WebhookTarget } from '../domain/webhook.ts'
import type { Keys } from '../keys/createKeys.ts'
import type { Database } from './database.ts'
import { purposes } from './purposes.ts'

export type Webhooks = ReturnType<typeof createWebhooks>

/** Targets (their secrets sealed) and what waits to be delivered to them. */
export function createWebhooks(db: Database, keys: Keys) {
  return {
    /** Sets or replaces an account's target. Rejects when there is no such account. */
    async setTarget({ accountId, url, secret }: WebhookTarget): Promise<void> {
      const secret_sealed = keys.seal(purposes.webhookSecret(accountId), secret)
      await db
        .insertInto('webhook_targets')
        .values({ account_id: accountId, url, secret_sealed })
        .onConflict(conflict => conflict.column('account_id').doUpdateSet({ url, secret_sealed }))
        .execute()
    },

    async findTarget(accountId: string): Promise<WebhookTarget | null> {
      const row = await db
        .selectFrom('webhook_targets')
        .selectAll()
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      if (!row) return null
      const secret = keys.openText(purposes.webhookSecret(accountId), row.secret_sealed)
      return { accountId, url: row.url, secret }
    },

    async removeTarget(accountId: string): Promise<void> {
      await db.deleteFrom('webhook_targets').where('account_id', '=', accountId).execute()
    },

    /** Due at once. */
    async enqueue({ deliveryId, accountId, body, tries, createdAt }: WebhookDelivery) {
      await db
        .insertInto('webhook_deliveries')
        .values({
          delivery_id: deliveryId,
          account_id: accountId,
          body,
          tries,
          next_at: createdAt,
          last_status: null,
          created_at: createdAt,
        })
        .execute()
    },

    /**
     * Takes at most `limit` due deliveries for this process and counts the try; they are due again
     * at `leaseUntil` unless `finish` says otherwise before.
     */
    async claimDue(now: number, leaseUntil: number, limit: number): Promise<WebhookDelivery[]> {
      const due = db
        .selectFrom('webhook_deliveries')
        .select('delivery_id')
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .limit(limit)
      const rows = await db
        .updateTable('webhook_deliveries')
        .set(eb => ({ next_at: leaseUntil, tries: eb('tries', '+', 1) }))
        .where('delivery_id', 'in', due)
        // Asked again: between list and write PostgreSQL lets others in.
        .where('next_at', '<=', now)
        .returningAll()
        .execute()
      return rows.map(row => ({
        deliveryId: row.delivery_id,
        accountId: row.account_id,
        body: row.body,
        tries: row.tries,
        createdAt: row.created_at,
      }))
    },

    /** After a try: when the next is due (null = none: delivered, or given up). */
    async finish(deliveryId: string, status: number, nextAt: number | null): Promise<void> {
      await db
        .updateTable('webhook_deliveries')
        .set({ next_at: nextAt, last_status: status })
        .where('delivery_id', '=', deliveryId)
        .execute()
    },

    /** Forgets what was made before `time` (epoch ms). Returns how many. */
    async dropBefore(time: number): Promise<number> {
      const rows = await db
        .deleteFrom('webhook_deliveries')
        .where('created_at', '<', time)
        .returning('delivery_id')
        .execute()
      return rows.length
    },
  }
}
