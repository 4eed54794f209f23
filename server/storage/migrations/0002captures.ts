import { sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Devices, consents, openids, captures and webhooks of verification sessions. */
export const captures: Migration = {
  version: 2,
  name: 'captures',
  async up(db, { blob }) {
    await db.schema
      .alterTable('accounts')
      .addColumn('origins', 'text', c => c.notNull().defaultTo('[]'))
      .execute()
    await db.schema.alterTable('rules').addColumn('max_attempts', 'integer').execute()
    await db.schema.alterTable('attempts').addColumn('evidence', 'text').execute()

    // One statement each: the embedded database adds one column at a time.
    const sessions = () => db.schema.alterTable('sessions')
    await sessions().addColumn('device_hash', 'text').execute()
    await sessions().addColumn('app_id', 'text').execute()
    await sessions().addColumn('openid_sealed', blob).execute()
    await sessions().addColumn('consent_id', 'text').execute()
    await sessions().addColumn('capture_id', 'text').execute()
    await sessions().addColumn('working_since', 'bigint').execute()
    await sessions()
      .addColumn('verdicts', 'integer', c => c.notNull().defaultTo(0))
      .execute()

    await db.schema
      .createTable('consents')
      .addColumn('consent_id', 'text', c => c.primaryKey())
      .addColumn('biz_token', 'text', c => c.notNull())
      .addColumn('account_id', 'text', c => c.notNull().references('accounts.account_id'))
      .addColumn('rule_id', 'text', c => c.notNull())
      .addColumn('version', 'text', c => c.notNull())
      .addColumn('text_hash', 'text', c => c.notNull())
      .addColumn('language', 'text', c => c.notNull())
      .addColumn('scopes', 'text', c => c.notNull())
      .addColumn('given_at', 'bigint', c => c.notNull())
      .addColumn('withdrawn_at', 'bigint')
      .execute()

    await db.schema
      .createTable('challenges')
      .addColumn('challenge_id', 'text', c => c.primaryKey())
      .addColumn('biz_token', 'text', c => c.notNull())
      .addColumn('capture_id', 'text', c => c.notNull().unique())
      .addColumn('spec', 'text', c => c.notNull())
      .addColumn('expires_at', 'bigint', c => c.notNull())
      .execute()

    await db.schema
      .createTable('webhook_targets')
      .addColumn('account_id', 'text', c => c.primaryKey().references('accounts.account_id'))
      .addColumn('url', 'text', c => c.notNull())
      .addColumn('secret_sealed', blob, c => c.notNull())
      .execute()

    await db.schema
      .createTable('webhook_deliveries')
      .addColumn('delivery_id', 'text', c => c.primaryKey())
      .addColumn('account_id', 'text', c => c.notNull().references('accounts.account_id'))
      .addColumn('body', 'text', c => c.notNull())
      .addColumn('tries', 'integer', c => c.notNull())
      .addColumn('next_at', 'bigint')
      .addColumn('last_status', 'integer')
      .addColumn('created_at', 'bigint', c => c.notNull())
      .execute()

    await db.schema
      .createTable('wechat_apps')
      .addColumn('app_id', 'text', c => c.primaryKey())
      .addColumn('account_id', 'text', c => c.notNull().references('accounts.account_id'))
      .addColumn('kind', 'text', c => c.notNull())
      .addColumn('secret_sealed', blob, c => c.notNull())
      .addColumn('created_at', 'bigint', c => c.notNull())
      .execute()

    const indexes = [
      sql`create index consents_session on consents (biz_token)`,
      sql`create index wechat_apps_account on wechat_apps (account_id)`,
      sql`create index challenges_expiry on challenges (expires_at)`,
      sql`create index sessions_working on sessions (working_since) where working_since is not null`,
      sql`create index webhook_deliveries_due on webhook_deliveries (next_at) where next_at is not null`,
      sql`create index webhook_deliveries_created on webhook_deliveries (created_at)`,
    ]
    for (const index of indexes) await index.execute(db)
  },
}
