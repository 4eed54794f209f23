import type { Migration } from '../migration.ts'

/**
 * Who performs and judges on a rule (every rule until now was the kit's own), and how often the
 * outcome of a verification by WeChat was asked for.
 */
export const engines: Migration = {
  version: 5,
  name: 'engines',
  async up(db) {
    await db.schema
      .alterTable('rules')
      .addColumn('engine', 'text', c => c.notNull().defaultTo('own'))
      .execute()
    await db.schema
      .alterTable('challenges')
      .addColumn('asks', 'integer', c => c.notNull().defaultTo(0))
      .execute()
  },
}
