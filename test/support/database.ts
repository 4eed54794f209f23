import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from '../../server/storage/database.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDatabase } from '../../server/storage/openDatabase.ts'

export type DatabaseKind = 'libsql' | 'postgres'

/** A database of its own for one test file or test. */
export interface TestDatabase {
  kind: DatabaseKind
  db: Database
  /** What openDatabase takes: a folder or a URL. For a second process. */
  target: string
  /** An empty folder to use as DATA_DIR; the embedded database lies in it. */
  folder: string
  /** Closes the database and removes everything of it. */
  close(): Promise<void>
}

/** Where the Postgres of the tests is; each test database is a schema of its own in it. */
const postgresUrl = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'

/** A fresh database; migrated unless told otherwise. */
export async function createTestDatabase(
  kind: DatabaseKind,
  options: { migrated?: boolean } = {},
): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'zhenren-test-'))
  const schema = `zhenren_test_${randomBytes(6).toString('hex')}`
  const target = kind === 'libsql' ? folder : withSchema(schema)
  const db = openDatabase(target)
  if (options.migrated ?? true) await migrate(db, Date.now())
  return {
    kind,
    db,
    target,
    folder,
    async close() {
      if (kind === 'postgres') await db.schema.dropSchema(schema).ifExists().cascade().execute()
      await db.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The same suite on the embedded database and on Postgres. Where no Postgres can be reached its half
 * is skipped with a visible line; with CI=true that is a failure.
 */
export function onEachDatabase(title: string, suite: (kind: DatabaseKind) => void): void {
  describe(`${title} (libsql)`, () => suite('libsql'))
  describe(`${title} (postgres)`, () => {
    before(async function () {
      const fault = await postgresFault()
      if (fault === null) return
      const line = `no PostgreSQL at ${withoutPassword(postgresUrl)}: ${fault}`
      if (process.env.CI === 'true') throw new Error(`${line}; CI=true forbids skipping`)
      process.stdout.write(`    SKIPPED, ${line}\n`)
      this.skip()
    })
    suite('postgres')
  })
}

function withSchema(schema: string): string {
  const url = new URL(postgresUrl)
  url.searchParams.set('schema', schema)
  return url.href
}

function withoutPassword(text: string): string {
  const url = new URL(text)
  url.password = ''
  return url.href
}

/** Null when Postgres answers. */
async function postgresFault(): Promise<string | null> {
  const db = openDatabase(postgresUrl)
  try {
    await sql`select 1`.execute(db)
    return null
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error)
  } finally {
    await db.destroy()
  }
}
