import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAttempts } from '../../server/storage/attempts.ts'
import { checkpoint } from '../../server/storage/checkpoint.ts'
import { createLocalStore } from '../../server/storage/evidence/localStore.ts'
import { createPeople } from '../../server/storage/people.ts'
import { createSessions } from '../../server/storage/sessions.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeys } from '../support/keys.ts'
import { insertAccountAndRule, record, someTime } from '../support/records.ts'

/** Enough for pages of the database to split and merge. */
const sessionCount = 300

onEachDatabase('personal data', kind => {
  const keys = createTestKeys()
  let test: TestDatabase
  beforeEach(async () => {
    test = await createTestDatabase(kind)
  })
  afterEach(() => test?.close())

  /** Sessions of as many people, each with evidence and an attempt. */
  const fill = async () => {
    const owner = await insertAccountAndRule(test.db)
    const sessions = createSessions(test.db, keys)
    const attempts = createAttempts(test.db)
    const evidence = createLocalStore({ db: test.db, keys, dataDir: test.folder })
    const stored = []
    for (let index = 0; index < sessionCount; index++) {
      const session = record.session({
        ...owner,
        identity: {
          name: `测试人${String(index).padStart(4, '0')}`,
          idCard: `99010119900101${String(index).padStart(4, '0')}`,
        },
        extra: `extra-${index}-`.repeat(1 + (index % 9)),
        redirectUrl: `https://example.com/redirect/${index}`,
      })
      await sessions.insert(session)
      stored.push(session)
    }
    for (const { bizToken } of stored.slice(0, 20)) {
      const photo = { owner: `session:${bizToken}`, kind: 'probe' as const, createdAt: someTime }
      await evidence.put({ ...photo, purgeAt: null }, Buffer.from(`photo of ${bizToken}`))
      await attempts.insert(record.attempt({ accountId: owner.accountId, bizToken }))
    }
    return { stored, sessions, evidence }
  }

  it('is nowhere in the clear: not in the tables, not in the files', async () => {
    const { stored } = await fill()
    const people = createPeople(test.db, keys)
    const identity = { name: '欧阳娜娜', idCard: '990101199001019999' }
    await people.enrol(identity, null, someTime)
    assert.equal(await checkpoint(test.db), true)
    const bytes = await everything(test)
    // What is not secret is found, so that a search that finds nothing means something.
    assert.ok(bytes.includes('示例银行'))
    assert.ok(bytes.includes(stored[0]!.bizToken))
    for (const { identity, extra, bizToken } of stored) {
      assert.ok(!bytes.includes(identity!.name), identity!.name)
      assert.ok(!bytes.includes(identity!.idCard), identity!.idCard)
      assert.ok(!bytes.includes(extra!), extra!)
      assert.ok(!bytes.includes(`photo of ${bizToken}`))
    }
    assert.ok(!bytes.includes(identity.name))
    assert.ok(!bytes.includes(identity.idCard))
  })

  it('is gone after the purge, sealed too: from the database, its log and the folder', async () => {
    const { stored, sessions, evidence } = await fill()
    await checkpoint(test.db)
    const rows = await test.db.selectFrom('sessions').selectAll().execute()
    const wrapped = await test.db.selectFrom('evidence_keys').select('wrapped_key').execute()
    const sealed = [
      ...rows.flatMap(row => [row.name_sealed, row.id_card_sealed, row.extra_sealed]),
      ...rows.flatMap(row => [row.id_card_hash, row.redirect_url]),
      ...wrapped.map(row => row.wrapped_key),
    ].filter(value => value !== null)
    assert.equal(sealed.length, 5 * sessionCount + 20)
    // Tails: the beginning of a freed cell is overwritten by the database's own bookkeeping.
    const tails = sealed.map(value => Buffer.from(value).subarray(-12))
    const before = await everything(test)
    assert.ok(tails.every(tail => before.includes(tail)))

    const due = await sessions.listPurgeable(stored[0]!.purgeAt, sessionCount + 1)
    assert.equal(due.length, sessionCount)
    for (const bizToken of due) {
      await evidence.deleteOwner(`session:${bizToken}`)
      assert.equal(await sessions.markPurged(bizToken, someTime), true)
    }
    assert.equal(await checkpoint(test.db), true)
    const after = await everything(test)
    assert.ok(after.includes(stored[0]!.bizToken), 'the tombstone stays')
    const left = tails.filter(tail => after.includes(tail))
    assert.equal(left.length, 0, `${left.length} of ${tails.length} values are still there`)
    assert.deepEqual(await evidenceFiles(test), [])
  })
})

/**
 * Every byte that is kept: all files of the folder (the embedded database, its log, the evidence),
 * and on Postgres, whose files are not ours to read, all rows.
 */
async function everything({ kind, db, folder }: TestDatabase): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  const parts: Buffer[] = await Promise.all(
    files.map(file => readFile(join(file.parentPath, file.name))),
  )
  if (kind === 'postgres') {
    const tables = [
      'accounts',
      'sessions',
      'attempts',
      'people',
      'evidence_keys',
      'evidence',
    ] as const
    for (const table of tables) {
      const rows: object[] = await db.selectFrom(table).selectAll().execute()
      for (const value of rows.flatMap(row => Object.values(row))) {
        parts.push(Buffer.isBuffer(value) ? value : Buffer.from(String(value)), Buffer.from('\0'))
      }
    }
  }
  return Buffer.concat(parts)
}

async function evidenceFiles({ folder }: TestDatabase): Promise<string[]> {
  const entries = await readdir(join(folder, 'evidence'), { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => entry.name)
}
