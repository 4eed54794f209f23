import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import {
  CompiledQuery,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type SqliteDatabase,
  type SqliteDialectConfig,
} from 'kysely'
import Libsql from 'libsql'
import { bindable } from './bindable.ts'

/** The embedded database's file inside DATA_DIR; `-wal` and `-shm` lie beside it. */
export const embeddedFileName = 'zhenren.db'

/**
 * busy_timeout first, so that a second process waits already for the journal mode. FULL = one fsync
 * per commit: what was answered survives a power cut. secure_delete overwrites erased content.
 */
const pragmas = [
  'busy_timeout = 5000',
  'journal_mode = wal',
  'synchronous = full',
  'foreign_keys = on',
  'secure_delete = on',
]

/** Opens (or makes, mode 0600) the embedded database in a folder; throws when it cannot. */
export function libsqlDialect(folder: string): Dialect {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, embeddedFileName)
  // SQLite gives the -wal and -shm files the mode of this one.
  closeSync(openSync(path, 'a', 0o600))
  const connection = new Libsql(path)
  for (const pragma of pragmas) connection.pragma(pragma)
  return new ImmediateSqliteDialect({ database: guarded(connection) })
}

/** Every value on its way in is checked, every blob on its way out is a Buffer. */
function guarded(connection: Libsql.Database): SqliteDatabase {
  return {
    close: () => void connection.close(),
    prepare(sql) {
      const statement = connection.prepare(sql)
      const iterate = function* (parameters: readonly unknown[]): IterableIterator<unknown> {
        for (const row of statement.iterate(parameters.map(bindable))) yield withBuffers(row)
      }
      return {
        reader: statement.reader,
        all: parameters => statement.all(parameters.map(bindable)).map(withBuffers),
        run: parameters => statement.run(parameters.map(bindable)),
        iterate,
      }
    },
  }
}

/** libsql returns blobs as ArrayBuffer, pg as Buffer. */
function withBuffers(row: unknown): unknown {
  const columns = Object.entries(row ?? {})
  return Object.fromEntries(
    columns.map(([name, value]) => [
      name,
      value instanceof ArrayBuffer ? Buffer.from(value) : value,
    ]),
  )
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#config)
  }
}

/**
 * A plain `begin` takes the write lock at the first write; when another process has written since
 * the first read, that fails at once, whatever the busy timeout. `begin immediate` waits instead.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}
