import assert from 'node:assert/strict'
import type { Session, SessionState } from '../../server/domain/session.ts'
import { sessionStates } from '../../server/domain/session.ts'
import { mayMove } from '../../server/domain/sessionTransition.ts'
import { createSessions, type Sessions } from '../../server/storage/sessions.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeys } from '../support/keys.ts'
import { insertAccountAndRule, record, someTime } from '../support/records.ts'

onEachDatabase('sessions', kind => {
  let test: TestDatabase
  let sessions: Sessions
  let owner: { accountId: string; ruleId: string }

  before(async () => {
    test = await createTestDatabase(kind)
    sessions = createSessions(test.db, createTestKeys())
    owner = await insertAccountAndRule(test.db)
  })
  after(() => test?.close())
  beforeEach(() => test.db.deleteFrom('sessions').execute())

  const insert = async (fields: Partial<Session> = {}): Promise<Session> => {
    const session = record.session({ ...owner, ...fields })
    await sessions.insert(session)
    return session
  }

  it('come back as they were stored', async () => {
    const full = await insert({ referenceEvidenceId: 'e1', errCode: 0, state: 'passed' })
    const bare = await insert({ identity: null, redirectUrl: null, extra: null })
    assert.deepEqual(await sessions.find(full.bizToken), full)
    assert.deepEqual(await sessions.find(bare.bizToken), bare)
    assert.equal(await sessions.find('nothing'), null)
    await assert.rejects(sessions.insert(full))
  })

  it('hold name, ID number and Extra only sealed', async () => {
    const { bizToken } = await insert({
      identity: { name: '欧阳娜娜', idCard: '990101199001010018' },
    })
    const row = await test.db
      .selectFrom('sessions')
      .selectAll()
      .where('biz_token', '=', bizToken)
      .executeTakeFirstOrThrow()
    const isHeld = (plain: string) =>
      Object.values(row).some(
        value => String(value).includes(plain) || (Buffer.isBuffer(value) && value.includes(plain)),
      )
    assert.ok(isHeld(bizToken))
    for (const plain of ['欧阳', '990101199001010018', 'order 7']) {
      assert.ok(!isHeld(plain), plain)
    }
    assert.match(row.id_card_hash ?? '', /^[0-9a-f]{64}$/)
  })

  it('do not open with the sealed name of another session', async () => {
    const [mine, yours] = [await insert(), await insert()]
    const source = await test.db
      .selectFrom('sessions')
      .select('name_sealed')
      .where('biz_token', '=', yours.bizToken)
      .executeTakeFirstOrThrow()
    await test.db
      .updateTable('sessions')
      .set({ name_sealed: source.name_sealed })
      .where('biz_token', '=', mine.bizToken)
      .execute()
    await assert.rejects(sessions.find(mine.bizToken), /A sealed session\.name does not open/)
  })

  it('go from created to consented for exactly one of 20 callers at once', async () => {
    const { bizToken } = await insert()
    const results = await Promise.all(
      Array.from({ length: 20 }, () => sessions.transition(bizToken, ['created'], 'consented')),
    )
    const rows = results.filter(result => result !== null)
    assert.deepEqual(
      rows.map(row => row.state),
      ['consented'],
    )
  })

  it('take the patch along with the state, and nothing else', async () => {
    const session = await insert({ identity: null, extra: null })
    const patch = {
      identity: { name: '李四', idCard: '990101199001010026' },
      errCode: 0,
      referenceEvidenceId: 'e2',
      extra: 'x',
      redirectUrl: null,
    }
    const expected: Session = { ...session, ...patch, state: 'consented' }
    assert.deepEqual(
      await sessions.transition(session.bizToken, ['created', 'consented'], 'consented', patch),
      expected,
    )
    assert.deepEqual(await sessions.find(session.bizToken), expected)
    const kept = await sessions.transition(session.bizToken, ['consented'], 'capturing')
    assert.deepEqual(kept, { ...expected, state: 'capturing' })
  })

  it('move from no state but the ones named', async () => {
    for (const state of sessionStates) {
      const { bizToken } = await insert({ state })
      for (const to of sessionStates) {
        const from = sessionStates.filter(other => other !== state && mayMove(other, to))
        assert.equal(await sessions.transition(bizToken, from, to, { errCode: 1 }), null)
      }
      const found = await sessions.find(bizToken)
      assert.deepEqual([found?.state, found?.errCode], [state, null])
    }
    assert.equal(await sessions.transition('nothing', ['created'], 'consented'), null)
  })

  it('refuse a move that no session makes', async () => {
    const { bizToken } = await insert()
    await assert.rejects(sessions.transition(bizToken, ['created'], 'passed'), RangeError)
    await assert.rejects(sessions.transition(bizToken, ['passed'], 'consented'), RangeError)
    assert.equal((await sessions.find(bizToken))?.state, 'created')
  })

  it('move only for the capture that owns them, and only in their time', async () => {
    const session = await insert({ state: 'capturing', captureId: 'mine' })
    const judge = (captureId: string) =>
      sessions.transition(session.bizToken, ['capturing'], 'judging', {}, { captureId })
    assert.equal(await judge('yours'), null)
    assert.equal((await judge('mine'))?.state, 'judging')
    const waiting = await insert({ state: 'consented' })
    const start = (startsAt: number) =>
      sessions.transition(waiting.bizToken, ['consented'], 'capturing', {}, { startsAt })
    assert.equal(await start(waiting.expiresAt), null)
    assert.equal((await start(waiting.expiresAt - 1))?.state, 'capturing')
  })

  it('are bound to one device, and to one openid', async () => {
    const { bizToken } = await insert({ state: 'consented' })
    const bound = await Promise.all(
      ['a', 'b', 'c'].map(hash => sessions.bindDevice(bizToken, hash)),
    )
    assert.equal(bound.filter(row => row !== null).length, 1)
    const openids = await Promise.all(
      ['openid-of-one-phone', 'openid-of-another'].map(openid =>
        sessions.proveOpenid(bizToken, { appId: 'wx1', openid }),
      ),
    )
    const [winner, ...others] = openids.filter(row => row !== null)
    assert.equal(others.length, 0)
    assert.deepEqual((await sessions.find(bizToken))?.openid, winner?.openid)
    const row = await test.db.selectFrom('sessions').selectAll().execute()
    assert.ok(
      !JSON.stringify(row.map(r => String(r.openid_sealed))).includes(winner!.openid!.openid),
    )
  })

  it('come back from a capture whose server died', async () => {
    const dead = await insert({ state: 'judging', captureId: 'c', workingSince: someTime })
    const alive = await insert({ state: 'capturing', captureId: 'd', workingSince: someTime + 1 })
    assert.equal(await sessions.releaseAbandoned(someTime), 1)
    const found = await sessions.find(dead.bizToken)
    assert.deepEqual(
      [found?.state, found?.captureId, found?.workingSince],
      ['consented', null, null],
    )
    assert.equal((await sessions.find(alive.bizToken))?.state, 'capturing')
  })

  it('expire when their time is over and nobody works on them', async () => {
    const expiresAt = someTime + 1000
    for (const state of sessionStates) await insert({ state, expiresAt })
    await insert({ expiresAt: expiresAt + 1 })
    assert.deepEqual(await sessions.expireDue(expiresAt - 1, 100), [])
    const expired = await sessions.expireDue(expiresAt, 100)
    assert.deepEqual(
      expired.map(session => [session.state, session.expiresAt]),
      [
        ['expired', expiresAt],
        ['expired', expiresAt],
      ],
    )
    assert.deepEqual(await sessions.expireDue(expiresAt, 100), [])
    // Ten minutes later the captures and verdicts that never ended, and the one created later.
    assert.equal((await sessions.expireDue(expiresAt + 600_000, 100)).length, 3)
    const left = await test.db.selectFrom('sessions').select('state').execute()
    const counts = (state: SessionState) => left.filter(row => row.state === state).length
    assert.deepEqual([counts('passed'), counts('failed'), counts('expired')], [1, 1, 6])
  })

  it('expire at most `limit` at a time, each for one caller only', async () => {
    for (let index = 0; index < 12; index++) await insert({ expiresAt: someTime + index })
    const [first] = await sessions.expireDue(someTime + 100, 1)
    assert.equal(first?.expiresAt, someTime)
    const rounds = await Promise.all(
      Array.from({ length: 4 }, () => sessions.expireDue(someTime + 100, 100)),
    )
    const tokens = rounds.flat().map(session => session.bizToken)
    assert.equal(tokens.length, 11)
    assert.equal(new Set(tokens).size, 11)
  })

  it('leave a tombstone without anything personal, once', async () => {
    const session = await insert({ state: 'passed', errCode: 0, referenceEvidenceId: 'e1' })
    const early = await insert({ purgeAt: session.purgeAt + 1 })
    assert.deepEqual(await sessions.listPurgeable(session.purgeAt - 1, 10), [])
    assert.deepEqual(await sessions.listPurgeable(session.purgeAt, 10), [session.bizToken])
    const now = session.purgeAt + 5
    const done = await Promise.all(
      Array.from({ length: 5 }, () => sessions.markPurged(session.bizToken, now)),
    )
    assert.equal(done.filter(Boolean).length, 1)
    assert.deepEqual(await sessions.find(session.bizToken), {
      ...session,
      identity: null,
      redirectUrl: null,
      extra: null,
      referenceEvidenceId: null,
      purgedAt: now,
    })
    assert.deepEqual(await sessions.listPurgeable(now, 10), [early.bizToken])
    assert.equal(await sessions.markPurged('nothing', now), false)
  })

  it('that are purged never move again and never take an identity', async () => {
    const { bizToken, identity } = await insert({ state: 'capturing' })
    await sessions.markPurged(bizToken, someTime)
    assert.equal((await sessions.find(bizToken))?.state, 'expired')
    assert.equal(
      await sessions.transition(bizToken, ['created', 'consented'], 'consented', { identity }),
      null,
    )
    assert.equal((await sessions.find(bizToken))?.identity, null)
  })
})
