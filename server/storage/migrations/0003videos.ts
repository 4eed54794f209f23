import type { Migration } from '../migration.ts'

/** Videos of attempts, made when they are first asked for. */
export const videos: Migration = {
  version: 3,
  name: 'videos',
  async up(db) {
    await db.schema.alterTable('attempts').addColumn('video_evidence_id', 'text').execute()
  },
}
