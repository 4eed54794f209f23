import { sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Live codes and action sequences between being issued and being used. */
export const issuedValues: Migration = {
  version: 4,
  name: 'issuedValues',
  async up(db) {
    await db.schema
      .createTable('issued_values')
      .addColumn('value_id', 'text', c => c.primaryKey())
      .addColumn('account_id', 'text', c => c.notNull().references('accounts.account_id'))
      .addColumn('kind', 'text', c => c.notNull())
      .addColumn('value', 'text', c => c.notNull())
      .addColumn('made_at', 'bigint', c => c.notNull())
      .addColumn('expires_at', 'bigint', c => c.notNull())
      .execute()
    const indexes = [
      sql`create index issued_values_named on issued_values (account_id, kind, value, expires_at)`,
      sql`create index issued_values_expiry on issued_values (expires_at)`,
    ]
    for (const index of indexes) await index.execute(db)
  },
}
