import assert from 'node:assert/strict'
import { readConfig } from '../../server/config.ts'
import { maxGivenBack } from '../../server/domain/retryLimit.ts'
import type { Rule } from '../../server/domain/rule.ts'
import { openStore, type Store } from '../../server/openStore.ts'
import { runTogether } from '../storage/runChildren.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { createIssueHarness } from '../support/issueHarness.ts'
import { record } from '../support/records.ts'

onEachDatabase('the retry limit', function (kind) {
  let test: TestDatabase
  let store: Store
  let rule: Rule
  let now: number
  let harness: ReturnType<typeof createIssueHarness>
  let idCards = 0
  const databaseUrl = () => (kind === 'postgres' ? test.target : '')

  before(async () => {
    test = await createTestDatabase(kind)
    store = await openStore(
      readConfig({
        DATA_DIR: test.folder,
        ...(kind === 'postgres' && { DATABASE_URL: test.target }),
      }),
    )
    const account = record.account()
    rule = record.rule({ accountId: account.accountId, channel: 'h5-native' })
    await store.accounts.insert(account)
    await store.rules.insert(rule)
  })
  after(async () => {
    await store?.close()
    await test?.close()
  })
  beforeEach(async () => {
    now = Date.parse('2026-03-01T12:00:00+08:00')
    harness = createIssueHarness(store, () => now)
    await test.db.deleteFrom('counters').execute()
  })

  const someIdCard = () => `99010119900101${String((idCards += 1)).padStart(4, '0')}`
  const issue = async (openid: string, idCard = someIdCard(), on = rule) =>
    await harness.issue(await harness.capture(on, openid, idCard))
  const counts = async () => {
    const rows = await test.db
      .selectFrom('counters')
      .select(['scope', 'n'])
      .where('scope', '!=', 'givenBack')
      .execute()
    return rows.toSorted((a, b) => a.scope.localeCompare(b.scope) || a.n - b.n)
  }

  it('admits exactly 20 of 400 attempts of one openid from two processes', async function () {
    this.timeout(120_000)
    const args = (first: string) => [
      test.folder,
      databaseUrl(),
      rule.ruleId,
      'somebody',
      first,
      '200',
    ]
    const admitted = await runTogether('issueChallenges.ts', [
      args('990301199001010000'),
      args('990401199001010000'),
    ])
    assert.equal(
      admitted.reduce((sum: number, n) => sum + Number(n), 0),
      20,
    )
    const rows = await counts()
    assert.equal(rows.find(({ scope }) => scope === 'openid')?.n, 20)
    // Who was refused for the openid is not counted for the ID number either.
    assert.equal(rows.filter(({ scope, n }) => scope === 'idCard' && n > 0).length, 20)
  })

  it('admits exactly 20 of 100 attempts with one ID number, whoever holds the phone', async () => {
    const idCard = someIdCard()
    const captures = []
    for (let i = 0; i < 100; i += 1) captures.push(await harness.capture(rule, `p${i}`, idCard))
    const issued = await Promise.all(captures.map(capture => harness.issue(capture)))
    assert.equal(issued.filter(challenge => challenge !== null).length, 20)
    const openids = (await counts()).filter(({ scope }) => scope === 'openid')
    assert.equal(
      openids.reduce((sum, { n }) => sum + n, 0),
      20,
    )
  })

  it('begins anew at midnight in Shanghai, wherever the server is', async () => {
    now = Date.parse('2026-03-01T15:59:59.999Z')
    for (let i = 0; i < 20; i += 1) assert.ok(await issue('night owl'))
    assert.equal(await issue('night owl'), null)
    now += 1
    assert.ok(await issue('night owl'))
  })

  it('counts the same openid of another AppID, and another person, for itself', async () => {
    for (let i = 0; i < 20; i += 1) await issue('one')
    assert.equal(await issue('one'), null)
    assert.ok(await issue('other'))
    const capture = await harness.capture(rule, 'one', someIdCard())
    capture.session.openid = { appId: 'wx1111111111111111', openid: 'one' }
    assert.ok(await harness.issue(capture))
  })

  it('gives both counts back when the fault is ours', async () => {
    const issued = await issue('lucky')
    await issued?.giveBack()
    assert.deepEqual(
      (await counts()).map(({ n }) => n),
      [0, 0],
    )
  })

  it('gives back to one person three times a day: a fault that is ours can be brought about', async () => {
    let looks = 0
    for (let issued = await issue('fisher'); issued; issued = await issue('fisher')) {
      looks += 1
      await issued.giveBack()
    }
    assert.equal(looks, 20 + maxGivenBack)
    assert.ok(await issue('somebody else', someIdCard()))
  })

  it('is off on channels where WeChat does not know the person', async () => {
    const app = record.rule({ accountId: rule.accountId, channel: 'app' })
    await store.rules.insert(app)
    const idCard = someIdCard()
    for (let i = 0; i < 21; i += 1) assert.ok(await issue('same', idCard, app))
    assert.ok((await counts()).every(({ scope, n }) => scope === 'bizToken' && n === 1))
  })

  it('is there for one BizToken, three challenges to a verdict: nobody waits for the one that fits', async () => {
    const app = record.rule({ accountId: rule.accountId, channel: 'app' })
    await store.rules.insert(app)
    let capture = await harness.capture(app, 'same', someIdCard())
    for (let i = 0; i < 30; i += 1) {
      assert.ok(await harness.issue(capture), String(i))
      capture = await harness.again(capture)
    }
    await assert.rejects(harness.issueChallenge(capture), { code: 'Session.Finished' })
    const attempts = await store.attempts.listBySession(capture.session.bizToken)
    assert.deepEqual(
      attempts.map(({ errCode, isNeedCharge }) => [errCode, isNeedCharge]),
      [[2018, false]],
    )
    assert.ok(await issue('same', someIdCard(), app), 'another BizToken')
  })

  it('leaves one uncharged row with 2018 for the integrator, however often it refuses', async () => {
    for (let i = 0; i < 20; i += 1) await issue('noted')
    const capture = await harness.capture(rule, 'noted', someIdCard())
    assert.equal(await harness.issue(capture), null)
    assert.equal(await harness.issue(capture), null)
    const attempts = await store.attempts.listBySession(capture.session.bizToken)
    assert.deepEqual(
      attempts.map(({ errCode, isNeedCharge, sim }) => [errCode, isNeedCharge, sim]),
      [[2018, false, null]],
    )
  })
})
