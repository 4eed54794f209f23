import assert from 'node:assert/strict'
import { createAccounts } from '../../server/storage/accounts.ts'
import { createApiKeys } from '../../server/storage/apiKeys.ts'
import { createAttempts } from '../../server/storage/attempts.ts'
import { createRules } from '../../server/storage/rules.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeys } from '../support/keys.ts'
import { insertAccountAndRule, record, someTime } from '../support/records.ts'

onEachDatabase('accounts, keys, rules and attempts', kind => {
  let test: TestDatabase
  before(async () => {
    test = await createTestDatabase(kind)
  })
  after(() => test?.close())

  it('an account comes back as it was stored, and changes field by field', async () => {
    const accounts = createAccounts(test.db)
    const account = record.account({ credentials: ['许可证', 'b'], categoryId: null })
    await accounts.insert(account)
    assert.deepEqual(await accounts.find(account.accountId), account)
    const changed = { ...account, requestsPerSecond: 50, credentials: [], categoryId: 'fin.bank' }
    const { requestsPerSecond, credentials, categoryId } = changed
    assert.deepEqual(
      await accounts.update(account.accountId, { requestsPerSecond, credentials, categoryId }),
      changed,
    )
    assert.deepEqual(await accounts.update(account.accountId, {}), changed)
    assert.deepEqual(await accounts.find(account.accountId), changed)
    assert.ok((await accounts.list()).some(({ accountId }) => accountId === account.accountId))
  })

  it('an account that is not there is null, one that is there is not replaced', async () => {
    const accounts = createAccounts(test.db)
    const account = record.account()
    await accounts.insert(account)
    await assert.rejects(accounts.insert({ ...account, name: 'another' }))
    assert.equal((await accounts.find(account.accountId))?.name, account.name)
    assert.equal(await accounts.find('nobody'), null)
    assert.equal(await accounts.update('nobody', { name: 'x' }), null)
    assert.equal(await accounts.update('nobody', {}), null)
  })

  it('an API key comes back with its secret, which the table does not hold in the clear', async () => {
    const { accountId } = await insertAccountAndRule(test.db)
    const apiKeys = createApiKeys(test.db, createTestKeys())
    const key = {
      secretId: `AKID${accountId}`,
      accountId,
      secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
      state: 'active' as const,
      createdAt: someTime,
    }
    await apiKeys.insert(key)
    assert.deepEqual(await apiKeys.find(key.secretId), key)
    const { secretKey, ...listed } = key
    assert.deepEqual(await apiKeys.listByAccount(accountId), [listed])
    const rows = await test.db.selectFrom('api_keys').selectAll().execute()
    assert.ok(rows.length > 0)
    assert.ok(rows.every(row => !row.secret_key_sealed.includes(secretKey)))
    assert.equal(await apiKeys.setState(key.secretId, 'disabled'), true)
    assert.equal((await apiKeys.find(key.secretId))?.state, 'disabled')
    assert.equal(await apiKeys.setState('nobody', 'disabled'), false)
    assert.equal(await apiKeys.find('nobody'), null)
  })

  it("a secret moved to another key's row does not open", async () => {
    const { accountId } = await insertAccountAndRule(test.db)
    const apiKeys = createApiKeys(test.db, createTestKeys())
    const key = { accountId, secretKey: 's', state: 'active' as const, createdAt: someTime }
    await apiKeys.insert({ ...key, secretId: `a${accountId}` })
    await apiKeys.insert({ ...key, secretId: `b${accountId}` })
    const source = await test.db
      .selectFrom('api_keys')
      .select('secret_key_sealed')
      .where('secret_id', '=', `a${accountId}`)
      .executeTakeFirstOrThrow()
    await test.db
      .updateTable('api_keys')
      .set(source)
      .where('secret_id', '=', `b${accountId}`)
      .execute()
    await assert.rejects(apiKeys.find(`b${accountId}`), /A sealed apiKey\.secret does not open/)
    assert.equal((await apiKeys.find(`a${accountId}`))?.secretKey, 's')
  })

  it('a rule comes back as it was stored, and changes field by field', async () => {
    const { accountId } = await insertAccountAndRule(test.db)
    const rules = createRules(test.db)
    const rule = record.rule({
      accountId,
      engine: 'wechat',
      simThreshold: 72.5,
      createdAt: someTime + 1,
    })
    await rules.insert(rule)
    assert.deepEqual(await rules.find(rule.ruleId), rule)
    const changed = { ...rule, state: 'disabled', retention: 'verdict-only' } as const
    const { state, retention } = changed
    assert.deepEqual(await rules.update(rule.ruleId, { state, retention }), changed)
    assert.deepEqual(await rules.update(rule.ruleId, {}), changed)
    const listed = await rules.listByAccount(accountId)
    assert.equal(listed.length, 2)
    assert.deepEqual(listed[1], changed)
    assert.equal(await rules.find('nothing'), null)
    assert.equal(await rules.update('nothing', { name: 'x' }), null)
  })

  it('a rule or key of an account that is not there is refused', async () => {
    await assert.rejects(createRules(test.db).insert(record.rule({ accountId: 'nobody' })))
    await assert.rejects(
      createApiKeys(test.db, createTestKeys()).insert({
        secretId: 'x',
        accountId: 'nobody',
        secretKey: 's',
        state: 'active',
        createdAt: someTime,
      }),
    )
  })

  it('an attempt comes back as it was stored and is counted once', async () => {
    const { accountId, ruleId } = await insertAccountAndRule(test.db)
    const attempts = createAttempts(test.db)
    const full = record.attempt({ accountId, ruleId, bizToken: 'T1', liveStatus: 0 })
    const bare = record.attempt({
      accountId,
      requestedAt: someTime + 1,
      sim: null,
      compareStatus: null,
      isNeedCharge: false,
      checks: [],
    })
    await attempts.insert(full)
    await attempts.insert(bare)
    assert.deepEqual(await attempts.findBySeq(full.seq), full)
    assert.deepEqual(await attempts.findBySeq(bare.seq), bare)
    assert.equal(await attempts.findBySeq('nothing'), null)
    await assert.rejects(attempts.insert(full))
    assert.deepEqual(await attempts.listBySession('T1'), [full])
  })

  it('attempts of a day are those from 00:00 to 24:00 in Shanghai, in order, page by page', async () => {
    const { accountId } = await insertAccountAndRule(test.db)
    const other = await insertAccountAndRule(test.db)
    const attempts = createAttempts(test.db)
    const at = (time: string) => Date.parse(`${time}+08:00`)
    const times = ['2026-03-01T23:59:59.999', '2026-03-01T00:00:00.000', '2026-03-01T12:00:00.000']
    const outside = ['2026-02-28T23:59:59.999', '2026-03-02T00:00:00.000']
    for (const time of [...times, ...outside]) {
      await attempts.insert(record.attempt({ accountId, requestedAt: at(time) }))
    }
    await attempts.insert(record.attempt({ accountId: other.accountId, requestedAt: someTime }))
    const list = async (offset: number, limit: number) => {
      const page = await attempts.listByAccountDay(accountId, '2026-03-01', { offset, limit })
      return page.map(attempt => attempt.requestedAt)
    }
    const expected = times.map(at).toSorted((a, b) => a - b)
    assert.deepEqual(await list(0, 10), expected)
    assert.deepEqual(await list(0, 2), expected.slice(0, 2))
    assert.deepEqual(await list(2, 2), expected.slice(2))
    await assert.rejects(
      attempts.listByAccountDay(accountId, 'today', { offset: 0, limit: 1 }),
      RangeError,
    )
  })
})
