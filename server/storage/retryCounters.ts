import type { Keys } from '../keys/createKeys.ts'
import { createCounters } from './counters.ts'
import type { Database } from './database.ts'

/** One thing that is counted: at most `limit` a day. */
export interface CountedKey {
  scope: 'openid' | 'idCard' | 'bizToken' | 'givenBack'
  key: string
  limit: number
}

export type RetryCounters = ReturnType<typeof createRetryCounters>

/** The counters of R26, several keys at a time. */
export function createRetryCounters(db: Database, keys: Keys) {
  return {
    /**
     * Counts every key up by one, or none: the first that has reached its limit is returned, else
     * null. Keys are always to be given in one order (openid before idCard), or two callers could
     * wait for each other's rows.
     */
    async takeAll(counted: readonly CountedKey[], day: string): Promise<CountedKey | null> {
      let refused: CountedKey | null = null
      try {
        await db.transaction().execute(async transaction => {
          const counters = createCounters(transaction, keys)
          for (const candidate of counted) {
            const { scope, key, limit } = candidate
            if ((await counters.takeOne(scope, key, day, limit)) !== null) continue
            refused = candidate
            throw new Refused()
          }
        })
      } catch (error) {
        if (!(error instanceof Refused)) throw error
      }
      return refused
    },

    /** Gives one of each back. */
    async giveBackAll(counted: readonly CountedKey[], day: string): Promise<void> {
      const counters = createCounters(db, keys)
      for (const { scope, key } of counted) await counters.giveBack(scope, key, day)
    },
  }
}

/** Rolls the transaction back; never leaves this file. */
class Refused extends Error {}
