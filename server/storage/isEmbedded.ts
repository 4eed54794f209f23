import { SqliteAdapter } from 'kysely'
import type { Database } from './database.ts'

/** True for libsql, false for PostgreSQL: for the few statements that one of them lacks. */
export function isEmbedded(db: Database): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}
