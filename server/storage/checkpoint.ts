import { sql } from 'kysely'
import type { Database } from './database.ts'
import { isEmbedded } from './isEmbedded.ts'

/**
 * After an erasure on the embedded database: moves the write-ahead log into the file and cuts it to
 * nothing, so that neither holds what was erased (secure_delete overwrote it in the file). True when
 * done; false when another process was reading and the log is still there: call again later. A no-op
 * (true) on PostgreSQL, whose log is the administrator's.
 *
 * @param options.isLast the connection ends with it: nobody is waited for, who closes later does it
 */
export async function checkpoint(db: Database, { isLast = false } = {}): Promise<boolean> {
  if (!isEmbedded(db)) return true
  if (isLast) await sql`pragma busy_timeout = 0`.execute(db)
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
  return rows[0]?.busy === 0
}
