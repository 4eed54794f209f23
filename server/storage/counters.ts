import { sql } from 'kysely'
import type { Keys } from '../keys/createKeys.ts'
import type { Database } from './database.ts'
import { purposes } from './purposes.ts'

export type Counters = ReturnType<typeof createCounters>

/**
 * Counts per scope, key and day (R26). Keys (ID numbers, openids) are stored as look-up hashes only.
 * `day` is `YYYY-MM-DD`; the caller decides where days begin.
 */
export function createCounters(db: Database, keys: Keys) {
  return {
    /**
     * Counts one up, unless `limit` is reached, in one statement: exact whatever the number of
     * callers and processes. The new count 1–limit, or null when the limit was reached before.
     * A day begun under an older look-up key is carried over with the first count under a new one.
     */
    async takeOne(scope: string, key: string, day: string, limit: number): Promise<number | null> {
      const hashes = keys.lookupHashes(purposes.counterLookup(scope), key)
      const [current] = hashes
      const { rows } = await sql<{ n: number }>`
        insert into counters (scope, key_hash, day, n)
        select ${scope}, ${current}, ${day}, 1 + carried.n
        from (
          select coalesce(sum(n), 0) as n from counters
          where scope = ${scope} and day = ${day}
            and key_hash in (${sql.join(hashes)}) and key_hash <> ${current}
        ) as carried
        where carried.n < ${limit}
        on conflict (scope, key_hash, day) do update
          set n = counters.n + 1 where counters.n < ${limit}
        returning n`.execute(db)
      return rows[0]?.n ?? null
    },

    /** The count of a day; one begun under an older look-up key counts until it is carried over. */
    async read(scope: string, key: string, day: string): Promise<number> {
      const hashes = keys.lookupHashes(purposes.counterLookup(scope), key)
      const rows = await db
        .selectFrom('counters')
        .select(['key_hash', 'n'])
        .where('scope', '=', scope)
        .where('day', '=', day)
        .where('key_hash', 'in', hashes)
        .execute()
      const current = rows.find(row => row.key_hash === hashes[0])
      return current?.n ?? rows.reduce((sum, { n }) => sum + n, 0)
    },

    /** Gives one count back; false when there was none. */
    async giveBack(scope: string, key: string, day: string): Promise<boolean> {
      for (const hash of keys.lookupHashes(purposes.counterLookup(scope), key)) {
        const rows = await db
          .updateTable('counters')
          .set(eb => ({ n: eb('n', '-', 1) }))
          .where('scope', '=', scope)
          .where('key_hash', '=', hash)
          .where('day', '=', day)
          .where('n', '>', 0)
          .returning('n')
          .execute()
        if (rows.length > 0) return true
      }
      return false
    },

    /** Deletes all counts of earlier days. Returns how many. */
    async dropBefore(day: string): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('counters')
        .where('day', '<', day)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
