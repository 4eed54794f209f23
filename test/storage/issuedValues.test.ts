import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { IssuedValue } from '../../server/domain/issuedValue.ts'
import { createIssuedValues, type IssuedValues } from '../../server/storage/issuedValues.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { insertAccountAndRule, someTime } from '../support/records.ts'
import { runTogether } from './runChildren.ts'

onEachDatabase('issued values', kind => {
  let test: TestDatabase
  let issuedValues: IssuedValues
  let accountId: string
  before(async () => {
    test = await createTestDatabase(kind)
    issuedValues = createIssuedValues(test.db)
  })
  beforeEach(async () => {
    accountId = (await insertAccountAndRule(test.db)).accountId
  })
  after(() => test?.close())

  const insert = (value: string, fields: Partial<IssuedValue> = {}) =>
    issuedValues.insert({
      valueId: randomUUID(),
      accountId,
      kind: 'liveCode',
      value,
      madeAt: someTime,
      expiresAt: someTime + 1000,
      ...fields,
    })
  const take = (value: string, now = someTime) =>
    issuedValues.take(accountId, 'liveCode', value, now)

  it('are taken once each, equal ones as often as there are', async () => {
    await insert('4803')
    await insert('4803')
    assert.deepEqual(
      [await take('4803'), await take('4803'), await take('4803')],
      [true, true, false],
    )
  })

  it('are taken by exactly as many of many callers at once', async () => {
    for (let made = 0; made < 3; made++) await insert('3086')
    const taken = await Promise.all(Array.from({ length: 40 }, () => take('3086')))
    assert.equal(taken.filter(Boolean).length, 3)
  })

  it('are taken by exactly as many callers from two processes', async () => {
    for (let made = 0; made < 5; made++) await insert('8036')
    const args = [test.target, accountId, '8036', '40', `${someTime}`]
    const taken = await runTogether('takeValue.ts', [args, args])
    assert.equal(Number(taken[0]) + Number(taken[1]), 5)
  })

  it('are of their account and kind alone, and good until they expire', async () => {
    const other = (await insertAccountAndRule(test.db)).accountId
    await insert('6304')
    await insert('2,1', { kind: 'actionSequence' })
    assert.equal(await issuedValues.take(other, 'liveCode', '6304', someTime), false)
    assert.equal(await issuedValues.take(accountId, 'actionSequence', '6304', someTime), false)
    assert.equal(await take('2,1'), false)
    assert.equal(await take('6304', someTime + 1000), false)
    assert.equal(await issuedValues.isLive(accountId, 'liveCode', '6304', someTime + 999), true)
    assert.equal(await take('6304', someTime + 999), true)
    assert.equal(await issuedValues.isLive(accountId, 'liveCode', '6304', someTime), false)
  })

  it('are cleared when they have expired', async () => {
    await insert('9403', { expiresAt: someTime - 5 })
    await insert('9403')
    assert.equal(await issuedValues.dropExpired(someTime), 1)
    assert.equal(await take('9403'), true)
  })
})
