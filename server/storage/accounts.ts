import type { Insertable, Selectable } from 'kysely'
import type { Account } from '../domain/account.ts'
import type { Database, Tables } from './database.ts'

export type Accounts = ReturnType<typeof createAccounts>

/** Accounts: the entities behind rules and keys. */
export function createAccounts(db: Database) {
  return {
    /** Rejects when the accountId is taken. */
    async insert(account: Account): Promise<void> {
      await db.insertInto('accounts').values(toRow(account)).execute()
    },

    async find(accountId: string): Promise<Account | null> {
      const row = await db
        .selectFrom('accounts')
        .selectAll()
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** Oldest first. */
    async list(): Promise<Account[]> {
      const query = db.selectFrom('accounts').selectAll()
      const rows = await query.orderBy('created_at').orderBy('account_id').execute()
      return rows.map(fromRow)
    },

    /** Whether any active account lists this web origin: a browser's pre-flight names no session. */
    async knowsOrigin(origin: string): Promise<boolean> {
      const rows = await db
        .selectFrom('accounts')
        .select('origins')
        .where('state', '=', 'active')
        .where('origins', '<>', '[]')
        .execute()
      return rows.some(row => originsOf(row.origins).includes(origin))
    },

    /** Changes the given fields in one statement; null when there is no such account. */
    async update(
      accountId: string,
      patch: Partial<Omit<Account, 'accountId' | 'createdAt'>>,
    ): Promise<Account | null> {
      if (Object.keys(patch).length === 0) return await this.find(accountId)
      const row = await db
        .updateTable('accounts')
        .set(toColumns(patch))
        .where('account_id', '=', accountId)
        .returningAll()
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },
  }
}

type Row = Selectable<Tables['accounts']>

function toRow(account: Account): Insertable<Tables['accounts']> {
  return {
    account_id: account.accountId,
    name: account.name,
    category_id: account.categoryId,
    credentials: JSON.stringify(account.credentials),
    requests_per_second: account.requestsPerSecond,
    retention: account.retention,
    origins: JSON.stringify(account.origins),
    state: account.state,
    created_at: account.createdAt,
  }
}

/** Kysely leaves undefined columns out of an update. */
function toColumns(patch: Partial<Account>) {
  return {
    name: patch.name,
    category_id: patch.categoryId,
    credentials: patch.credentials && JSON.stringify(patch.credentials),
    requests_per_second: patch.requestsPerSecond,
    retention: patch.retention,
    origins: patch.origins && JSON.stringify(patch.origins),
    state: patch.state,
  }
}

function fromRow(row: Row): Account {
  return {
    accountId: row.account_id,
    name: row.name,
    categoryId: row.category_id,
    credentials: JSON.parse(row.credentials),
    requestsPerSecond: row.requests_per_second,
    retention: row.retention,
    origins: originsOf(row.origins),
    state: row.state,
    createdAt: row.created_at,
  }
}

function originsOf(column: string): string[] {
  return JSON.parse(column)
}
