import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrate } from '../../server/storage/migrate.ts'
import type { Migration } from '../../server/storage/migration.ts'
import { migrations } from '../../server/storage/migrations/index.ts'
import { openDatabase } from '../../server/storage/openDatabase.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { runTogether } from './runChildren.ts'

const latest = migrations.at(-1)!.version

onEachDatabase('the schema', kind => {
  let test: TestDatabase
  beforeEach(async () => {
    test = await createTestDatabase(kind, { migrated: false })
  })
  afterEach(() => test?.close())

  it('is made once and found done the second time', async () => {
    assert.deepEqual(await migrate(test.db, 1), { fromVersion: 0, toVersion: latest })
    assert.deepEqual(await migrate(test.db, 2), { fromVersion: latest, toVersion: latest })
    const { rows } = await sql`select version, applied_at from schema_migrations`.execute(test.db)
    assert.deepEqual(
      rows,
      migrations.map(({ version }) => ({ version, applied_at: 1 })),
    )
  })

  it('is made by exactly one of three processes that start at once', async () => {
    const target = [test.target]
    const found = await runTogether('migrate.ts', [target, target, target])
    assert.deepEqual(found.map(String).toSorted(), ['0', `${latest}`, `${latest}`])
    const { rows } = await sql<{ n: number }>`select count(*) as n from counters`.execute(test.db)
    assert.deepEqual(rows, [{ n: 0 }])
  })

  it('takes the rules of before for the kit’s own', async () => {
    await migrate(test.db, 1, migrations.slice(0, 4))
    await sql`insert into accounts values
      ('a', 'n', null, '[]', 5, 'reference', 'active', 0, '[]')`.execute(test.db)
    await sql`insert into rules (rule_id, account_id, name, channel, liveness_mode, reference_source,
      identity_entry, sim_threshold, retention, alternative, state, created_at) values ('r', 'a', 'n',
      'miniapp', 'light', 'authority', 'caller', 70, 'reference', 'x', 'enabled', 0)`.execute(
      test.db,
    )
    await migrate(test.db, 2)
    const rows = await test.db.selectFrom('rules').select(['rule_id', 'engine']).execute()
    assert.deepEqual(rows, [{ rule_id: 'r', engine: 'own' }])
  })

  it('of a newer release is refused and left as it is', async () => {
    await migrate(test.db, 1)
    await sql`insert into schema_migrations values (${latest + 1}, 'future', 2)`.execute(test.db)
    await assert.rejects(migrate(test.db, 3), /used by a newer release/)
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from schema_migrations`.execute(test.db)
    assert.deepEqual(rows, [{ n: migrations.length + 1 }])
  })

  it('is at the version before when a step fails half-way, and the next try completes it', async () => {
    let isBroken = true
    const step: Migration = {
      version: latest + 1,
      name: 'step',
      async up(db) {
        await sql`create table added (x text)`.execute(db)
        if (isBroken) throw new Error('broken off')
      },
    }
    await migrate(test.db, 1)
    await assert.rejects(migrate(test.db, 2, [...migrations, step]), /broken off/)
    await assert.rejects(sql`select * from added`.execute(test.db))
    isBroken = false
    assert.deepEqual(await migrate(test.db, 3, [...migrations, step]), {
      fromVersion: latest,
      toVersion: latest + 1,
    })
    assert.deepEqual((await sql`select * from added`.execute(test.db)).rows, [])
  })
})

describe('the embedded database', () => {
  let test: TestDatabase
  before(async () => {
    test = await createTestDatabase('libsql')
  })
  after(() => test.close())

  it('flushes every commit, waits for locks, keeps references, overwrites what is deleted', async () => {
    const pragmas: [string, unknown][] = [
      ['journal_mode', 'wal'],
      ['synchronous', 2],
      ['foreign_keys', 1],
      ['secure_delete', 1],
      ['busy_timeout', 5000],
    ]
    for (const [name, expected] of pragmas) {
      const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(test.db)
      assert.deepEqual(Object.values(rows[0] ?? {}), [expected], name)
    }
  })

  it('can be read by its owner only, the log beside it too', async () => {
    for (const name of ['zhenren.db', 'zhenren.db-wal', 'zhenren.db-shm']) {
      assert.equal((await stat(join(test.folder, name))).mode & 0o777, 0o600, name)
    }
  })
})

describe('a database URL', () => {
  it('with a schema that is not a plain name is refused', () => {
    for (const schema of ['a-b', 'A', 'a,public', 'a b', '', '1a', "a'"]) {
      assert.throws(
        () => openDatabase(`postgres://127.0.0.1/x?schema=${encodeURIComponent(schema)}`),
        /schema must be/,
      )
    }
  })
})
