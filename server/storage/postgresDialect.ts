import {
  PostgresDialect,
  type Dialect,
  type PostgresCursor,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely'
import { Pool, types, type PoolClient } from 'pg'
import { bindable } from './bindable.ts'

/** Connections of one server process; PostgreSQL allows 100 in all by default. */
const maxConnections = 10
/** As long as the embedded database waits for its lock. */
const connectTimeoutMs = 5000
/** A lock that is held this long is a fault, not a queue. */
const lockTimeoutMs = 5000

/**
 * A pool for a postgres:// URL. `?schema=name` (lower-case letters, digits, _) puts all tables into
 * that schema instead of the role's default one; migrate makes it. `onIdleError` hears of connections
 * that broke while nobody used them; the pool replaces those by itself.
 */
export function postgresDialect(url: string, onIdleError: (error: Error) => void): Dialect {
  const target = new URL(url)
  const schema = target.searchParams.get('schema')
  target.searchParams.delete('schema')
  if (schema !== null && !/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw new Error('DATABASE_URL: schema must be lower-case letters, digits and _.')
  }
  const settings = [`-c lock_timeout=${lockTimeoutMs}`]
  if (schema !== null) settings.push(`-c search_path=${schema}`)
  const pool = new Pool({
    connectionString: target.href,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    options: settings.join(' '),
    types: { getTypeParser },
  })
  // Without a listener a connection that breaks while idle ends the process.
  pool.on('error', onIdleError)
  return new PostgresDialect({ pool: guarded(pool) })
}

/** PostgreSQL's type number of bigint and of count(*). */
const int8 = 20

/** int8 arrives as text; ours are times and counts, all below 2⁵³ (bindable lets no other in). */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === int8 && format !== 'binary'
    ? Number
    : types.getTypeParser(oid, format)) as typeof types.getTypeParser

function guarded(pool: Pool): PostgresPool {
  return {
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      return { query: guardedQuery(client), release: () => client.release() }
    },
  }
}

function guardedQuery(client: PoolClient): PostgresPoolClient['query'] {
  function query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query(
    sql: string | PostgresCursor<unknown>,
    parameters: readonly unknown[] = [],
  ): unknown {
    if (typeof sql !== 'string') throw new TypeError('Nothing here streams.')
    return client.query(sql, parameters.map(bindable))
  }
  return query
}
