import { sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** The tables of database.ts. */
export const init: Migration = {
  version: 1,
  name: 'init',
  async up(db, { blob }) {
    await db.schema
      .createTable('accounts')
      .addColumn('account_id', 'text', c => c.primaryKey())
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('category_id', 'text')
      .addColumn('credentials', 'text', c => c.notNull())
      .addColumn('requests_per_second', 'integer', c => c.notNull())
      .addColumn('retention', 'text', c => c.notNull())
      .addColumn('state', 'text', c => c.notNull())
      .addColumn('created_at', 'bigint', c => c.notNull())
      .execute()

    await db.schema
      .createTable('api_keys')
      .addColumn('secret_id', 'text', c => c.primaryKey())
      .addColumn('account_id', 'text', c => c.notNull().references('accounts.account_id'))
      .addColumn('secret_key_sealed', blob, c => c.notNull())
      .addColumn('state', 'text', c => c.notNull())
      .addColumn('created_at', 'bigint', c => c.notNull())
      .execute()

    await db.schema
      .createTable('rules')
      .addColumn('rule_id', 'text', c => c.primaryKey())
      .addColumn('account_id', 'text', c => c.notNull().references('accounts.account_id'))
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('channel', 'text', c => c.notNull())
      .addColumn('liveness_mode', 'text', c => c.notNull())
      .addColumn('reference_source', 'text', c => c.notNull())
      .addColumn('identity_entry', 'text', c => c.notNull())
      .addColumn('sim_threshold', 'double precision', c => c.notNull())
      .addColumn('retention', 'text', c => c.notNull())
      .addColumn('alternative', 'text', c => c.notNull())
      .addColumn('state', 'text', c => c.notNull())
      .addColumn('created_at', 'bigint', c => c.notNull())
      .execute()

    await db.schema
      .createTable('sessions')
      .addColumn('biz_token', 'text', c => c.primaryKey())
      .addColumn('account_id', 'text', c => c.notNull().references('accounts.account_id'))
      .addColumn('rule_id', 'text', c => c.notNull().references('rules.rule_id'))
      .addColumn('state', 'text', c => c.notNull())
      .addColumn('name_sealed', blob)
      .addColumn('id_card_sealed', blob)
      .addColumn('id_card_hash', 'text')
      .addColumn('redirect_url', 'text')
      .addColumn('extra_sealed', blob)
      .addColumn('reference_evidence_id', 'text')
      .addColumn('err_code', 'integer')
      .addColumn('created_at', 'bigint', c => c.notNull())
      .addColumn('expires_at', 'bigint', c => c.notNull())
      .addColumn('purge_at', 'bigint', c => c.notNull())
      .addColumn('purged_at', 'bigint')
      .execute()

    await db.schema
      .createTable('attempts')
      .addColumn('seq', 'text', c => c.primaryKey())
      .addColumn('account_id', 'text', c => c.notNull().references('accounts.account_id'))
      .addColumn('biz_token', 'text')
      .addColumn('rule_id', 'text')
      .addColumn('action', 'text', c => c.notNull())
      .addColumn('requested_at', 'bigint', c => c.notNull())
      .addColumn('name_masked', 'text', c => c.notNull())
      .addColumn('id_card_masked', 'text', c => c.notNull())
      .addColumn('sim', 'double precision')
      .addColumn('err_code', 'integer', c => c.notNull())
      .addColumn('live_status', 'integer')
      .addColumn('compare_status', 'integer')
      .addColumn('charge_type', 'text', c => c.notNull())
      .addColumn('is_need_charge', 'integer', c => c.notNull())
      .addColumn('checks', 'text', c => c.notNull())
      .execute()

    await db.schema
      .createTable('people')
      .addColumn('id_card_hash', 'text', c => c.primaryKey())
      .addColumn('name_sealed', blob, c => c.notNull())
      .addColumn('id_card_sealed', blob, c => c.notNull())
      .addColumn('photo_evidence_id', 'text')
      .addColumn('availability', 'text', c => c.notNull())
      .addColumn('created_at', 'bigint', c => c.notNull())
      .addColumn('updated_at', 'bigint', c => c.notNull())
      .execute()

    await db.schema
      .createTable('evidence_keys')
      .addColumn('key_id', 'text', c => c.primaryKey())
      .addColumn('owner', 'text', c => c.notNull().unique())
      .addColumn('wrapped_key', blob, c => c.notNull())
      .execute()

    // key_id is no foreign key: erasure deletes the key first and the rows after their files.
    await db.schema
      .createTable('evidence')
      .addColumn('evidence_id', 'text', c => c.primaryKey())
      .addColumn('owner', 'text', c => c.notNull())
      .addColumn('key_id', 'text', c => c.notNull())
      .addColumn('kind', 'text', c => c.notNull())
      .addColumn('size_bytes', 'bigint', c => c.notNull())
      .addColumn('created_at', 'bigint', c => c.notNull())
      .addColumn('purge_at', 'bigint')
      .execute()

    await db.schema
      .createTable('counters')
      .addColumn('scope', 'text', c => c.notNull())
      .addColumn('key_hash', 'text', c => c.notNull())
      .addColumn('day', 'text', c => c.notNull())
      .addColumn('n', 'integer', c => c.notNull())
      .addPrimaryKeyConstraint('counters_pk', ['scope', 'key_hash', 'day'])
      .execute()

    const indexes = [
      sql`create index api_keys_account on api_keys (account_id)`,
      sql`create index rules_account on rules (account_id)`,
      sql`create index sessions_expiry on sessions (expires_at) where state in ('created', 'consented', 'capturing', 'judging')`,
      sql`create index sessions_purge on sessions (purge_at) where purged_at is null`,
      sql`create index attempts_session on attempts (biz_token)`,
      sql`create index attempts_account_time on attempts (account_id, requested_at)`,
      sql`create index people_created on people (created_at, id_card_hash)`,
      sql`create index evidence_owner on evidence (owner)`,
      sql`create index evidence_key on evidence (key_id)`,
      sql`create index evidence_purge on evidence (purge_at) where purge_at is not null`,
      sql`create index counters_day on counters (day)`,
    ]
    for (const index of indexes) await index.execute(db)
  },
}
