import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyringFile } from '../../server/keys/createKeyringFile.ts'
import { openKeyring } from '../../server/keys/openKeyring.ts'
import { replaceKeyringFile } from '../../server/keys/replaceKeyringFile.ts'

describe('the master key file', () => {
  let folder: string
  let path: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-keys-'))
    path = join(folder, 'deeper', 'master-key.json')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is made with mode 0600 and opens as the keys it was made with', async () => {
    const made = await createKeyringFile(path)
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    assert.deepEqual(await openKeyring(path), made)
    for (const set of [made.seal, made.lookup]) {
      assert.equal(set.keys.get(set.currentId)?.length, 32)
    }
    assert.notDeepEqual([...made.seal.keys.values()], [...made.lookup.keys.values()])
  })

  it('is never overwritten by making it again', async () => {
    await createKeyringFile(path)
    const before = await readFile(path, 'utf8')
    await assert.rejects(createKeyringFile(path), { code: 'EEXIST' })
    assert.equal(await readFile(path, 'utf8'), before)
  })

  it('gives exactly one of ten makers at once a file', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => createKeyringFile(path)),
    )
    const made = results.filter(result => result.status === 'fulfilled')
    assert.equal(made.length, 1)
    assert.deepEqual(await openKeyring(path), made[0]?.value)
  })

  for (const mode of [0o640, 0o604, 0o660, 0o644]) {
    it(`is refused with mode ${mode.toString(8)}, and the error says what to run`, async () => {
      await createKeyringFile(path)
      await chmod(path, mode)
      await assert.rejects(openKeyring(path), /group or others can use it\. Run: chmod 600 /)
    })
  }

  it('is refused with its path when it is not there', async () => {
    await assert.rejects(openKeyring(path), /master-key\.json cannot be opened/)
  })

  const key = Buffer.alloc(32, 7).toString('base64')
  const set = { current: '0a0b0c0d', keys: { '0a0b0c0d': key } }
  const whole = { version: 1, seal: set, lookup: set }
  const faults: [string, unknown, RegExp][] = [
    ['is not JSON', `{"version": 1, "seal": "${key}`, /file: not JSON/],
    ['has another version', { ...whole, version: 2 }, /version: /],
    ['lacks a set', { version: 1, seal: set }, /lookup: /],
    ['has a field of its own', { ...whole, more: 1 }, /more/],
    [
      'has a short key',
      { ...whole, seal: { ...set, keys: { '0a0b0c0d': 'YWJj' } } },
      /seal\.keys\.0a0b0c0d: a key is 32 bytes in base64/,
    ],
    [
      'has a key that is not base64',
      { ...whole, seal: { ...set, keys: { '0a0b0c0d': '%'.repeat(44) } } },
      /seal\.keys\.0a0b0c0d: /,
    ],
    [
      'lacks its current key',
      { ...whole, lookup: { ...set, current: '0a0b0c0e' } },
      /lookup: the current key is not there/,
    ],
    ['has another form of id', { ...whole, seal: { current: 'k1', keys: { k1: key } } }, /seal/],
  ]
  for (const [title, content, message] of faults) {
    it(`is refused when it ${title}, without quoting a key`, async () => {
      const text = typeof content === 'string' ? content : JSON.stringify(content)
      await writeFile(join(folder, 'bad.json'), text, { mode: 0o600 })
      await assert.rejects(openKeyring(join(folder, 'bad.json')), (error: Error) => {
        assert.match(error.message, message)
        assert.ok(!error.message.includes(key))
        return true
      })
    })
  }

  it('keeps the old keys when new ones are added and drops them when they retire', async () => {
    const first = await createKeyringFile(path)
    const added = await replaceKeyringFile(path, 'add')
    assert.notEqual(added.seal.currentId, first.seal.currentId)
    assert.notEqual(added.lookup.currentId, first.lookup.currentId)
    assert.deepEqual(
      added.seal.keys.get(first.seal.currentId),
      first.seal.keys.get(first.seal.currentId),
    )
    assert.deepEqual(await openKeyring(path), added)
    assert.equal((await stat(path)).mode & 0o777, 0o600)

    const retired = await replaceKeyringFile(path, 'retire')
    assert.deepEqual([...retired.seal.keys.keys()], [added.seal.currentId])
    assert.deepEqual([...retired.lookup.keys.keys()], [added.lookup.currentId])
    assert.deepEqual(await openKeyring(path), retired)
    assert.deepEqual(await readdir(join(folder, 'deeper')), ['master-key.json'])
  })
})
