import { Kysely } from 'kysely'
import type { Database, Tables } from './database.ts'
import { libsqlDialect } from './libsqlDialect.ts'
import { postgresDialect } from './postgresDialect.ts'

export interface OpenDatabaseOptions {
  /** PostgreSQL only: a pooled connection broke while idle. Worth a log line, nothing else. */
  onIdleError?: (error: Error) => void
}

/**
 * Opens the database that `target` names: a postgres:// or postgresql:// URL, or else a folder
 * (DATA_DIR) for the embedded one. Connects to PostgreSQL with the first statement. `db.destroy()`
 * closes it. Tables come from migrate.
 */
export function openDatabase(target: string, options: OpenDatabaseOptions = {}): Database {
  const dialect = /^postgres(ql)?:\/\//.test(target)
    ? postgresDialect(target, options.onIdleError ?? (() => undefined))
    : libsqlDialect(target)
  return new Kysely<Tables>({ dialect })
}
