import { sql } from 'kysely'
import type { Database } from './database.ts'
import { isEmbedded } from './isEmbedded.ts'
import type { Migration } from './migration.ts'
import { migrations as allMigrations } from './migrations/index.ts'

/** Any fixed number: the advisory lock that migrating processes of one PostgreSQL database share. */
const advisoryLockKey = 7_368_110
/** A migration may rewrite a big table while another process waits for its turn. */
const migrationLockTimeout = '10min'

/**
 * Brings the schema up to date in one transaction and returns the version it was at before. Several
 * processes may call it at once: the first does the work, the others find it done (`begin immediate`
 * on the embedded database, an advisory lock on PostgreSQL). Throws an Error, and changes nothing,
 * when a newer release made the database. `now` in epoch ms.
 */
export async function migrate(
  db: Database,
  now: number,
  migrations: readonly Migration[] = allMigrations,
): Promise<{ fromVersion: number; toVersion: number }> {
  return await db.transaction().execute(async transaction => {
    if (!isEmbedded(db)) await lockPostgres(transaction)
    await sql`create table if not exists schema_migrations (
      version integer primary key, name text not null, applied_at bigint not null)`.execute(
      transaction,
    )
    const fromVersion = await versionOf(transaction)
    const toVersion = migrations.at(-1)?.version ?? 0
    if (fromVersion > toVersion) {
      throw new Error(
        `The database is at schema version ${fromVersion}, this release knows ${toVersion}: ` +
          'it was used by a newer release. Start that one, or restore a backup.',
      )
    }
    const types = { blob: isEmbedded(db) ? 'blob' : 'bytea' } as const
    for (const migration of migrations.filter(m => m.version > fromVersion)) {
      const { version, name } = migration
      await migration.up(transaction, types)
      await sql`insert into schema_migrations (version, name, applied_at)
        values (${version}, ${name}, ${now})`.execute(transaction)
    }
    return { fromVersion, toVersion }
  })
}

async function versionOf(db: Database): Promise<number> {
  const { rows } = await sql<{
    version: number | null
  }>`select max(version) as version from schema_migrations`.execute(db)
  return rows[0]?.version ?? 0
}

async function lockPostgres(db: Database): Promise<void> {
  await sql`select set_config('lock_timeout', ${migrationLockTimeout}, true)`.execute(db)
  await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLockKey)})`.execute(db)
  // Null when the schema of the search path is not there yet; the path then names it alone.
  const { rows } = await sql<{ current: string | null; wanted: string }>`
    select current_schema() as current, current_setting('search_path') as wanted`.execute(db)
  const [state] = rows
  if (state && state.current === null) await db.schema.createSchema(state.wanted).execute()
}
