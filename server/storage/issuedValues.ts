import type { IssuedKind, IssuedValue } from '../domain/issuedValue.ts'
import type { Database } from './database.ts'

export type IssuedValues = ReturnType<typeof createIssuedValues>

/** Live codes and action sequences; a row goes with its use. */
export function createIssuedValues(db: Database) {
  const liveOnes = (accountId: string, kind: IssuedKind, value: string, now: number) =>
    db
      .selectFrom('issued_values')
      .select('value_id')
      .where('account_id', '=', accountId)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where('expires_at', '>', now)
      .orderBy('expires_at')
      .limit(1)

  async function isLive(
    accountId: string,
    kind: IssuedKind,
    value: string,
    now: number,
  ): Promise<boolean> {
    return (await liveOnes(accountId, kind, value, now).executeTakeFirst()) !== undefined
  }

  return {
    async insert(issued: IssuedValue): Promise<void> {
      await db
        .insertInto('issued_values')
        .values({
          value_id: issued.valueId,
          account_id: issued.accountId,
          kind: issued.kind,
          value: issued.value,
          made_at: issued.madeAt,
          expires_at: issued.expiresAt,
        })
        .execute()
    },

    /** Is there one that could be taken? Nothing is promised by it. */
    isLive,

    /**
     * Uses one live value of the account up, the oldest: true for exactly as many callers as there are
     * rows, whatever the number of callers and processes.
     */
    async take(accountId: string, kind: IssuedKind, value: string, now: number): Promise<boolean> {
      for (;;) {
        const taken = await db
          .deleteFrom('issued_values')
          .where('value_id', 'in', liveOnes(accountId, kind, value, now))
          .returning('value_id')
          .executeTakeFirst()
        if (taken) return true
        // PostgreSQL: somebody took the row that this statement had chosen; there may be another.
        if (!(await isLive(accountId, kind, value, now))) return false
      }
    },

    /** Clears what nobody used in time. Returns how many. */
    async dropExpired(now: number): Promise<number> {
      const rows = await db
        .deleteFrom('issued_values')
        .where('expires_at', '<=', now)
        .returning('value_id')
        .execute()
      return rows.length
    },
  }
}
