import assert from 'node:assert/strict'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createKeyringFile } from '../../server/keys/createKeyringFile.ts'
import { createKeys } from '../../server/keys/createKeys.ts'
import { createCounters, type Counters } from '../../server/storage/counters.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeyring, createTestKeys } from '../support/keys.ts'
import { runTogether } from './runChildren.ts'

const day = '2026-03-01'
const idCard = '990101199001010018'
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1)
const numbers = (values: unknown[]) =>
  values.filter(value => typeof value === 'number').toSorted((a, b) => a - b)

onEachDatabase('counters', kind => {
  let test: TestDatabase
  let counters: Counters
  beforeEach(async () => {
    test = await createTestDatabase(kind)
    counters = createCounters(test.db, createTestKeys())
  })
  afterEach(() => test?.close())

  it('admit exactly 20 of 500 callers at once, each with a number of its own', async () => {
    const taken = await Promise.all(
      upTo(500).map(() => counters.takeOne('idCard', idCard, day, 20)),
    )
    assert.deepEqual(numbers(taken), upTo(20))
    assert.equal(taken.length - numbers(taken).length, 480)
  })

  it('admit exactly 20 in all from two processes', async () => {
    const keyFile = join(test.folder, 'keys.json')
    await createKeyringFile(keyFile)
    const args = [test.target, keyFile, '250', '20']
    const taken = await runTogether('takeOne.ts', [args, args])
    assert.deepEqual(numbers(taken.flat()), upTo(20))
  })

  it('count each scope, key and day for itself', async () => {
    assert.equal(await counters.takeOne('idCard', idCard, day, 1), 1)
    assert.equal(await counters.takeOne('idCard', idCard, day, 1), null)
    assert.equal(await counters.takeOne('openid', idCard, day, 1), 1)
    assert.equal(await counters.takeOne('idCard', 'another', day, 1), 1)
    assert.equal(await counters.takeOne('idCard', idCard, '2026-03-02', 1), 1)
  })

  it('can be read, without being counted', async () => {
    assert.equal(await counters.read('idCard', idCard, day), 0)
    for (const n of upTo(3)) {
      await counters.takeOne('idCard', idCard, day, 20)
      assert.equal(await counters.read('idCard', idCard, day), n)
    }
    assert.equal(await counters.read('openid', idCard, day), 0)
    assert.equal(await counters.read('idCard', idCard, '2026-03-02'), 0)
  })

  it('admit nobody when the limit is 0', async () => {
    assert.equal(await counters.takeOne('idCard', idCard, day, 0), null)
    assert.equal(await counters.takeOne('idCard', idCard, day, 1), 1)
  })

  it('give back one count and never fall below zero', async () => {
    assert.equal(await counters.giveBack('idCard', idCard, day), false)
    await counters.takeOne('idCard', idCard, day, 1)
    assert.equal(await counters.giveBack('idCard', idCard, day), true)
    assert.equal(await counters.giveBack('idCard', idCard, day), false)
    assert.equal(await counters.takeOne('idCard', idCard, day, 1), 1)
    assert.equal(await counters.takeOne('idCard', idCard, day, 1), null)
  })

  it('forget earlier days and keep this one', async () => {
    await counters.takeOne('idCard', idCard, '2026-02-28', 1)
    await counters.takeOne('idCard', idCard, day, 1)
    await counters.dropBefore(day)
    assert.equal(await counters.takeOne('idCard', idCard, '2026-02-28', 1), 1)
    assert.equal(await counters.takeOne('idCard', idCard, day, 1), null)
  })

  it('never hold the key itself', async () => {
    await counters.takeOne('idCard', idCard, day, 20)
    const { rows } = await sql<{ key_hash: string }>`select * from counters`.execute(test.db)
    assert.match(rows[0]?.key_hash ?? '', /^[0-9a-f]{64}$/)
  })

  it('stay exact over a change of the look-up key in the middle of a day', async () => {
    const older = createTestKeyring()
    const before = createCounters(test.db, createKeys(older))
    const after = createCounters(test.db, createKeys(createTestKeyring(older)))
    for (const _ of upTo(15)) await before.takeOne('idCard', idCard, day, 20)
    assert.equal(await after.read('idCard', idCard, day), 15)
    const taken = await Promise.all(upTo(50).map(() => after.takeOne('idCard', idCard, day, 20)))
    assert.deepEqual(numbers(taken), [16, 17, 18, 19, 20])
    assert.equal(await after.read('idCard', idCard, day), 20)
    assert.equal(await after.giveBack('idCard', idCard, day), true)
    assert.equal(await after.takeOne('idCard', idCard, day, 20), 20)
    assert.equal(await after.takeOne('idCard', idCard, day, 20), null)
  })

  it('give back a count of before the change of the look-up key', async () => {
    const older = createTestKeyring()
    await createCounters(test.db, createKeys(older)).takeOne('idCard', idCard, day, 1)
    const after = createCounters(test.db, createKeys(createTestKeyring(older)))
    assert.equal(await after.takeOne('idCard', idCard, day, 1), null)
    assert.equal(await after.giveBack('idCard', idCard, day), true)
    assert.equal(await after.takeOne('idCard', idCard, day, 1), 1)
  })
})
