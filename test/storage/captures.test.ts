import assert from 'node:assert/strict'
import type { Consent } from '../../server/domain/consent.ts'
import type { Session } from '../../server/domain/session.ts'
import { createKeys, type Keys } from '../../server/keys/createKeys.ts'
import type { Keyring } from '../../server/keys/keyring.ts'
import { createAccounts } from '../../server/storage/accounts.ts'
import { createAttempts } from '../../server/storage/attempts.ts'
import { createChallenges } from '../../server/storage/challenges.ts'
import { createConsents } from '../../server/storage/consents.ts'
import { rotateMasterKeys } from '../../server/storage/rotateMasterKeys.ts'
import { createSessions } from '../../server/storage/sessions.ts'
import { createVerdicts } from '../../server/storage/verdicts.ts'
import { createWebhooks } from '../../server/storage/webhooks.ts'
import { createWeChatApps } from '../../server/storage/wechatApps.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeyring } from '../support/keys.ts'
import { insertAccountAndRule, record, someTime } from '../support/records.ts'

onEachDatabase('captures', kind => {
  let test: TestDatabase
  let keyring: Keyring
  let keys: Keys
  let owner: { accountId: string; ruleId: string }
  before(async () => {
    test = await createTestDatabase(kind)
    keyring = createTestKeyring()
    keys = createKeys(keyring)
    owner = await insertAccountAndRule(test.db)
  })
  after(() => test?.close())

  const judging = async (fields: Partial<Session> = {}): Promise<Session> => {
    const session = record.session({ ...owner, state: 'judging', captureId: 'mine', ...fields })
    await createSessions(test.db, keys).insert(session)
    return session
  }
  const verdictOf = ({ bizToken }: Session) => ({
    bizToken,
    captureId: 'mine',
    to: 'passed' as const,
    errCode: 0,
    verdicts: 1,
    attempt: record.attempt({ accountId: owner.accountId, bizToken }),
    evidence: { frames: 'f', record: 'r', sound: 's', bestFrames: ['b1', 'b2'] },
    delivery: {
      deliveryId: `d-${bizToken}`,
      accountId: owner.accountId,
      body: '{}',
      tries: 0,
      createdAt: someTime,
    },
  })

  it('leave state, ledger row and message together, for exactly one of many writers', async () => {
    const session = await judging()
    const verdicts = createVerdicts(test.db, keys)
    const verdict = verdictOf(session)
    const stored = await Promise.all(Array.from({ length: 6 }, () => verdicts.record(verdict)))
    assert.equal(stored.filter(row => row !== null).length, 1)
    const attempts = createAttempts(test.db)
    assert.deepEqual(await attempts.listBySession(session.bizToken), [verdict.attempt])
    assert.deepEqual(await attempts.evidenceOf(verdict.attempt.seq), verdict.evidence)
    const now = await createSessions(test.db, keys).find(session.bizToken)
    assert.deepEqual(
      [now?.state, now?.errCode, now?.verdicts, now?.captureId, now?.workingSince],
      ['passed', 0, 1, null, null],
    )
  })

  it('leave nothing when the ledger refuses the row, or the capture lost the session', async () => {
    const session = await judging()
    const verdicts = createVerdicts(test.db, keys)
    const verdict = verdictOf(session)
    await createAttempts(test.db).insert(verdict.attempt)
    await assert.rejects(verdicts.record(verdict))
    const sessions = createSessions(test.db, keys)
    assert.equal((await sessions.find(session.bizToken))?.state, 'judging')

    const lost = await judging({ captureId: 'another' })
    assert.equal(await verdicts.record(verdictOf(lost)), null)
    assert.deepEqual(await createAttempts(test.db).listBySession(lost.bizToken), [])
    const deliveries = test.db.selectFrom('webhook_deliveries').select('delivery_id')
    const rows = await deliveries.where('delivery_id', '=', `d-${lost.bizToken}`).execute()
    assert.deepEqual(rows, [])
  })

  it('note one video each, and none once the session is erased', async () => {
    const session = await judging()
    const verdict = verdictOf(session)
    await createVerdicts(test.db, keys).record(verdict)
    const attempts = createAttempts(test.db)
    const { seq } = verdict.attempt
    assert.equal(await attempts.videoOf(seq), null)
    const ids = ['v1', 'v2', 'v3', 'v4', 'v5']
    const noted = await Promise.all(ids.map(id => attempts.noteVideo(seq, id)))
    assert.equal(noted.filter(Boolean).length, 1)
    assert.equal(await attempts.videoOf(seq), ids[noted.indexOf(true)])
    assert.deepEqual(await attempts.evidenceOf(seq), verdict.evidence)
    assert.deepEqual(await attempts.findBySeq(seq), verdict.attempt)

    const erased = await judging()
    const other = verdictOf(erased)
    await createVerdicts(test.db, keys).record(other)
    await createSessions(test.db, keys).markPurged(erased.bizToken, someTime)
    assert.equal(await attempts.noteVideo(other.attempt.seq, 'v1'), false)
    assert.equal(await attempts.videoOf(other.attempt.seq), null)
    assert.equal(await attempts.noteVideo('nobody', 'v1'), false)
    assert.equal(await attempts.videoOf('nobody'), null)
  })

  it('use a challenge once, in its time, by its own capture', async () => {
    const challenges = createChallenges(test.db)
    const challenge = (n: number) => ({
      challengeId: `c${n}`,
      bizToken: 'b',
      captureId: `k${n}`,
      spec: '{}',
      expiresAt: someTime,
    })
    for (const n of [1, 2, 3, 4]) await challenges.insert(challenge(n))
    await assert.rejects(challenges.insert({ ...challenge(1), challengeId: 'second' }))
    assert.equal(await challenges.use('c1', 'k2', 0), false)
    const used = await Promise.all(
      Array.from({ length: 8 }, () => challenges.use('c1', 'k1', someTime - 1)),
    )
    assert.equal(used.filter(Boolean).length, 1)
    assert.equal(await challenges.use('c2', 'k2', someTime), false)
    const asked = await Promise.all(Array.from({ length: 9 }, () => challenges.ask('k3', 5, 1)))
    assert.deepEqual(
      asked.filter(row => row !== null),
      Array.from({ length: 5 }, () => ({ ...challenge(3), isSuperseded: false })),
    )
    assert.equal(await challenges.ask('k1', 5, 1), null)
    await challenges.void('k3')
    assert.equal(await challenges.ask('k3', 99, 1), null)
    assert.equal(await challenges.use('c3', 'k3', 0), false)
    assert.equal(await challenges.dropExpired(someTime), 1)
  })

  it('give out what nobody asked for in its time, to one at a time, and nothing superseded', async () => {
    const challenges = createChallenges(test.db)
    const insert = (n: number, askAt: number | null, bizToken = `b${n}`) =>
      challenges.insert(
        { challengeId: `c${n}`, bizToken, captureId: `k${n}`, spec: '{}', expiresAt: 1000 },
        askAt,
      )
    const taken = async (now: number) => {
      const times = { lastLookAt: now + 10, askAt: now + 50 }
      const all: string[] = []
      for (let round = 0; round < 3; round += 1) {
        const rows = await Promise.all([1, 2, 3].map(() => challenges.takeUnasked(now, times)))
        all.push(...rows.flatMap(row => (row ? [row.captureId] : [])))
      }
      return all.toSorted()
    }
    await insert(1, 100)
    await insert(2, 200)
    await insert(3, null)
    await insert(4, 100, 'b2')
    await challenges.supersede('b2', 'k2')
    assert.equal(await challenges.isSuperseded('k4'), true)
    assert.equal(await challenges.isSuperseded('k2'), false)
    assert.deepEqual(await taken(99), [])
    assert.deepEqual(await taken(100), ['k1'])
    assert.equal((await challenges.ask('k1', 5, 300))?.captureId, 'k1')
    assert.deepEqual(await taken(200), ['k2'])
    assert.deepEqual(await taken(300), ['k1', 'k2'])
    // A last look: due at 350, and at 1039, but gone by then.
    await challenges.ask('k1', 5, 1039)
    assert.deepEqual(await taken(989), ['k2'])
    assert.deepEqual(await taken(990), ['k1', 'k2'])
    assert.deepEqual(await taken(995), [], 'one last look')
    assert.equal((await challenges.ask('k1', 5, 1300))?.captureId, 'k1')
    assert.deepEqual(await taken(996), ['k1'], 'and one after a phone has asked')
    await challenges.askAgain('k2', 996)
    assert.deepEqual(await taken(997), ['k2'])
    assert.deepEqual(await taken(1000), [])
  })

  it('keep receipts of consent, withdrawn once', async () => {
    const consents = createConsents(test.db)
    const consent: Consent = {
      consentId: 'receipt',
      bizToken: 'token',
      ...owner,
      version: '2026-03-01',
      textHash: 'a'.repeat(64),
      language: 'zh-CN',
      scopes: ['face', 'upload'],
      givenAt: someTime,
      withdrawnAt: null,
    }
    await consents.insert(consent)
    assert.deepEqual(await consents.listBySession('token'), [consent])
    assert.equal(await consents.withdrawAll('token', someTime + 5), 1)
    assert.equal(await consents.withdrawAll('token', someTime + 9), 0)
    assert.equal((await consents.find('receipt'))?.withdrawnAt, someTime + 5)
  })

  it('know which origins any active account lists', async () => {
    const accounts = createAccounts(test.db)
    const account = record.account({ origins: ['https://a.example', 'https://b.example:8443'] })
    await accounts.insert(account)
    assert.deepEqual((await accounts.find(account.accountId))?.origins, account.origins)
    assert.equal(await accounts.knowsOrigin('https://b.example:8443'), true)
    assert.equal(await accounts.knowsOrigin('https://b.example'), false)
    await accounts.update(account.accountId, { state: 'suspended' })
    assert.equal(await accounts.knowsOrigin('https://a.example'), false)
  })

  it('hold openids, AppSecrets and webhook secrets sealed, and take them along to new keys', async () => {
    const session = await judging({ openid: { appId: 'wx1', openid: 'the-openid' } })
    const app = { kind: 'official', appId: 'wx2', secret: 'the-app-secret' } as const
    await createWeChatApps(test.db, keys).put(owner.accountId, app, someTime)
    const hook = { accountId: owner.accountId, url: 'https://h.example', secret: 'hook-secret' }
    await createWebhooks(test.db, keys).setTarget(hook)
    for (const [table, column, plain] of [
      ['sessions', 'openid_sealed', 'the-openid'],
      ['wechat_apps', 'secret_sealed', app.secret],
      ['webhook_targets', 'secret_sealed', hook.secret],
    ] as const) {
      const rows: Record<string, unknown>[] = await test.db.selectFrom(table).selectAll().execute()
      for (const row of rows) {
        const value = row[column]
        assert.ok(value === null || (Buffer.isBuffer(value) && !value.includes(plain)), table)
      }
    }
    const newKeys = createKeys(createTestKeyring(keyring))
    assert.equal((await rotateMasterKeys(test.db, newKeys)).left, 0)
    const row = await test.db.selectFrom('wechat_apps').selectAll().executeTakeFirstOrThrow()
    assert.ok(newKeys.isCurrent(row.secret_sealed))
    const found = await createSessions(test.db, newKeys).find(session.bizToken)
    assert.deepEqual(found?.openid, session.openid)
    const apps = createWeChatApps(test.db, newKeys)
    assert.deepEqual(await apps.findOfAccount(owner.accountId, 'official'), app)
    assert.equal(await apps.findOfAccount(owner.accountId, 'miniapp'), null)
    assert.deepEqual(await apps.find(owner.accountId, 'wx2'), app)
    assert.equal(await apps.find(owner.accountId, 'wx3'), null)
    assert.equal(await apps.find('somebody else', 'wx2'), null)
    assert.deepEqual(await createWebhooks(test.db, newKeys).findTarget(owner.accountId), hook)
  })
})
