import type { Migration } from '../migration.ts'

/**
 * When WeChat is to be asked how a verification ended that nobody asked about (null: it is none of
 * WeChat's), and whether a newer one took its place. Those under way are left to their phones.
 */
export const nativeAsks: Migration = {
  version: 6,
  name: 'nativeAsks',
  async up(db) {
    await db.schema.alterTable('challenges').addColumn('ask_at', 'bigint').execute()
    await db.schema
      .alterTable('challenges')
      .addColumn('superseded', 'integer', c => c.notNull().defaultTo(0))
      .execute()
  },
}
