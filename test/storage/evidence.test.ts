import assert from 'node:assert/strict'
import { readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createKeys } from '../../server/keys/createKeys.ts'
import {
  createLocalStore,
  type LocalEvidenceStore,
} from '../../server/storage/evidence/localStore.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeyring, createTestKeys } from '../support/keys.ts'
import { someTime } from '../support/records.ts'

const content = Buffer.from('the face of somebody, '.repeat(500))

onEachDatabase('the local evidence store', kind => {
  const keyring = createTestKeyring()
  let test: TestDatabase
  let store: LocalEvidenceStore

  beforeEach(async () => {
    test = await createTestDatabase(kind)
    store = createLocalStore({ db: test.db, keys: createKeys(keyring), dataDir: test.folder })
  })
  afterEach(() => test?.close())

  const put = async (owner: string, purgeAt: number | null = null, bytes: Uint8Array = content) =>
    await store.put({ owner, kind: 'probe', createdAt: someTime, purgeAt }, bytes)

  const pathOf = (evidenceId: string) =>
    join(test.folder, 'evidence', evidenceId.slice(0, 2), evidenceId)

  const filesLeft = async (): Promise<string[]> => {
    const entries = await readdir(join(test.folder, 'evidence'), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => [])
    return entries.filter(entry => entry.isFile()).map(entry => entry.name)
  }

  it('gives back what was put, of any size', async () => {
    for (const bytes of [content, Buffer.alloc(0), Buffer.alloc(3_000_000, 7)]) {
      const evidenceId = await put('session:A', null, bytes)
      assert.ok((await store.get(evidenceId)) !== null)
      assert.ok(bytes.equals((await store.get(evidenceId))!))
    }
  })

  it('keeps files whole, sealed, mode 0600, two levels deep, and their size in the row', async () => {
    const evidenceId = await put('session:A')
    const bytes = await readFile(pathOf(evidenceId))
    assert.equal((await stat(pathOf(evidenceId))).mode & 0o777, 0o600)
    assert.equal(bytes.length, 1 + 12 + content.length + 16)
    assert.ok(!bytes.includes('somebody'))
    assert.deepEqual(await filesLeft(), [evidenceId])
    const row = await test.db.selectFrom('evidence').selectAll().executeTakeFirstOrThrow()
    assert.deepEqual(
      [row.owner, row.kind, row.size_bytes, row.created_at, row.purge_at],
      ['session:A', 'probe', content.length, someTime, null],
    )
  })

  it('answers null for what was never there, whatever the id looks like', async () => {
    for (const id of ['0'.repeat(32), '', '../../secret', 'x'.repeat(32), '0'.repeat(33)]) {
      assert.equal(await store.get(id), null)
      await store.delete(id)
    }
  })

  it('has one data key per owner, the same for callers at once', async () => {
    await Promise.all([put('session:A'), put('session:A'), put('session:A'), put('session:B')])
    const keys = await test.db.selectFrom('evidence_keys').select('owner').execute()
    assert.deepEqual(keys.map(key => key.owner).toSorted(), ['session:A', 'session:B'])
  })

  it('deletes one piece and keeps its owner’s others, and the key goes with the last', async () => {
    const [first, second] = [await put('session:A'), await put('session:A')]
    await store.delete(first)
    assert.equal(await store.get(first), null)
    assert.ok(content.equals((await store.get(second))!))
    await store.delete(second)
    await store.delete(second)
    assert.deepEqual(await test.db.selectFrom('evidence_keys').selectAll().execute(), [])
    assert.deepEqual(await filesLeft(), [])
  })

  it('erases everything of one owner and nothing of another', async () => {
    const mine = [await put('session:A'), await put('session:A')]
    const yours = await put('session:AB')
    await store.deleteOwner('session:A')
    for (const evidenceId of mine) assert.equal(await store.get(evidenceId), null)
    assert.ok(content.equals((await store.get(yours))!))
    assert.deepEqual(await filesLeft(), [yours])
    const keys = await test.db.selectFrom('evidence_keys').select('owner').execute()
    assert.deepEqual(keys, [{ owner: 'session:AB' }])
    await store.deleteOwner('nobody')
  })

  it('cannot be read without the wrapped key, though file and row are still there', async () => {
    const evidenceId = await put('session:A')
    await test.db.deleteFrom('evidence_keys').execute()
    assert.equal(await store.get(evidenceId), null)
    assert.deepEqual(await store.sweep(someTime), { files: 0, rows: 1 })
    assert.deepEqual(await filesLeft(), [])
  })

  it('cannot be read with the master key of another deployment', async () => {
    const evidenceId = await put('session:A')
    const foreign = createLocalStore({
      db: test.db,
      keys: createTestKeys(),
      dataDir: test.folder,
    })
    await assert.rejects(foreign.get(evidenceId), /Master key .* is absent/)
  })

  it('says that a file is damaged or swapped instead of giving it out', async () => {
    const [first, second] = [await put('session:A'), await put('session:A')]
    const bytes = await readFile(pathOf(first))
    bytes[100] = bytes[100]! ^ 1
    await writeFile(pathOf(first), bytes)
    await assert.rejects(store.get(first), /damaged/)
    await rename(pathOf(second), pathOf(first))
    await assert.rejects(store.get(first), /damaged/)
    assert.equal(await store.get(second), null)
    await writeFile(pathOf(first), '')
    await assert.rejects(store.get(first), /damaged/)
  })

  it('refuses a wrapped key that was moved to another owner', async () => {
    const evidenceId = await put('session:A')
    await test.db.updateTable('evidence_keys').set({ owner: 'session:B' }).execute()
    await assert.rejects(store.get(evidenceId), /A sealed evidence\.key does not open/)
  })

  it('lists what is due, the most overdue first, and never what has no purge time', async () => {
    await put('person:x', null)
    const later = await put('session:B', someTime + 20)
    const sooner = await put('session:A', someTime + 10)
    assert.deepEqual(await store.listDue(someTime + 9, 10), [])
    assert.deepEqual(await store.listDue(someTime + 10, 10), [sooner])
    assert.deepEqual(await store.listDue(someTime + 20, 10), [sooner, later])
    assert.deepEqual(await store.listDue(someTime + 20, 1), [sooner])
  })

  it('sweeps files without rows and temporary files, both only when older than an hour', async () => {
    const kept = await put('session:A')
    const stray = (id: string) => join(test.folder, 'evidence', kept.slice(0, 2), id)
    const now = Date.now()
    const old = new Date(now - 3_600_000 - 1000)
    const strays = ['ab'.repeat(16), `${'cd'.repeat(16)}.0123456789ab.tmp`]
    const young = ['ef'.repeat(16), `${'12'.repeat(16)}.0123456789ab.tmp`, 'README']
    for (const name of [...strays, ...young]) await writeFile(stray(name), 'x')
    for (const name of strays) await utimes(stray(name), old, old)
    await utimes(stray(kept), old, old)
    assert.deepEqual(await store.sweep(now), { files: 2, rows: 0 })
    assert.deepEqual((await filesLeft()).toSorted(), [kept, ...young].toSorted())
    assert.ok(content.equals((await store.get(kept))!))
    assert.deepEqual(await store.sweep(now), { files: 0, rows: 0 })
  })

  it('sweeps a folder that is not there yet', async () => {
    assert.deepEqual(await store.sweep(someTime), { files: 0, rows: 0 })
  })
})
