import assert from 'node:assert/strict'
import { createKeys } from '../../server/keys/createKeys.ts'
import type { Keyring, KeySet } from '../../server/keys/keyring.ts'
import { createApiKeys } from '../../server/storage/apiKeys.ts'
import { createLocalStore } from '../../server/storage/evidence/localStore.ts'
import { createPeople } from '../../server/storage/people.ts'
import { rotateMasterKeys } from '../../server/storage/rotateMasterKeys.ts'
import { createSessions } from '../../server/storage/sessions.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeyring } from '../support/keys.ts'
import { insertAccountAndRule, record, someTime } from '../support/records.ts'

const photo = Buffer.from('photo')
/** More than one batch. */
const sessionCount = 230

onEachDatabase('a rotation of the master keys', kind => {
  let test: TestDatabase
  let older: Keyring
  let newer: Keyring
  let retired: Keyring

  beforeEach(async () => {
    test = await createTestDatabase(kind)
    older = createTestKeyring()
    newer = createTestKeyring(older)
    retired = { seal: onlyCurrent(newer.seal), lookup: onlyCurrent(newer.lookup) }
  })
  afterEach(() => test?.close())

  const open = (keyring: Keyring) => {
    const keys = createKeys(keyring)
    return {
      keys,
      apiKeys: createApiKeys(test.db, keys),
      sessions: createSessions(test.db, keys),
      people: createPeople(test.db, keys),
      evidence: createLocalStore({ db: test.db, keys, dataDir: test.folder }),
    }
  }

  const fill = async ({ apiKeys, sessions, people, evidence }: ReturnType<typeof open>) => {
    const owner = await insertAccountAndRule(test.db)
    const { accountId } = owner
    const apiKey = {
      secretId: 'AKID',
      accountId,
      secretKey: 'secret',
      state: 'active' as const,
      createdAt: someTime,
    }
    await apiKeys.insert(apiKey)
    const session = record.session(owner)
    const empty = record.session({ ...owner, identity: null, extra: null })
    const purged = record.session({ ...owner, state: 'passed' })
    for (const one of [session, empty, purged]) await sessions.insert(one)
    await sessions.markPurged(purged.bizToken, someTime)
    const identity = { name: '张三', idCard: '990101199001010018' }
    const photoId = await evidence.put(
      {
        owner: `person:${people.hashOf(identity.idCard)}`,
        kind: 'libraryPhoto',
        createdAt: someTime,
        purgeAt: null,
      },
      photo,
    )
    await people.enrol(identity, photoId, someTime)
    return { owner, apiKey, session, empty, purged, identity, photoId }
  }

  it('leaves everything readable with the new keys alone', async () => {
    const before = open(older)
    const { owner, apiKey, session, empty, purged, identity, photoId } = await fill(before)
    for (let index = 0; index < sessionCount; index++) {
      await before.sessions.insert(record.session(owner))
    }
    // API key, person, evidence key, and every session that holds something.
    const expected = { rewritten: 4 + sessionCount, left: 0 }
    assert.deepEqual(await rotateMasterKeys(test.db, open(newer).keys), expected)
    assert.deepEqual(await rotateMasterKeys(test.db, open(newer).keys), { rewritten: 0, left: 0 })

    const after = open(retired)
    assert.deepEqual(await after.apiKeys.find('AKID'), apiKey)
    assert.deepEqual(await after.sessions.find(session.bizToken), session)
    assert.deepEqual(await after.sessions.find(empty.bizToken), empty)
    assert.equal((await after.sessions.find(purged.bizToken))?.purgedAt, someTime)
    const person = await after.people.find(identity.idCard)
    assert.deepEqual(person?.identity, identity)
    assert.equal(person.idCardHash, after.people.hashOf(identity.idCard))
    assert.ok(photo.equals((await after.evidence.get(photoId))!))
    const hashes = await test.db
      .selectFrom('sessions')
      .select('id_card_hash')
      .distinct()
      .where('id_card_hash', 'is not', null)
      .execute()
    assert.deepEqual(hashes, [
      { id_card_hash: after.keys.lookupHash('session.idCard', identity.idCard) },
    ])
  })

  it("moves a person's photos to the owner of the new hash, where they can be erased", async () => {
    const { identity, photoId } = await fill(open(older))
    await rotateMasterKeys(test.db, open(newer).keys)
    const { people, evidence } = open(retired)
    await evidence.deleteOwner(`person:${people.hashOf(identity.idCard)}`)
    assert.equal(await evidence.get(photoId), null)
    assert.deepEqual(await test.db.selectFrom('evidence_keys').selectAll().execute(), [])
    assert.deepEqual(await test.db.selectFrom('evidence').selectAll().execute(), [])
  })

  it('takes in what a server on the old keys wrote afterwards, when it is run again', async () => {
    const before = open(older)
    const { owner } = await fill(before)
    await rotateMasterKeys(test.db, open(newer).keys)
    const late = record.session(owner)
    await before.sessions.insert(late)
    assert.deepEqual(await rotateMasterKeys(test.db, open(newer).keys), { rewritten: 1, left: 0 })
    assert.deepEqual(await open(retired).sessions.find(late.bizToken), late)
  })

  it('loses no change that is made while it runs', async () => {
    const { owner } = await fill(open(older))
    const during = open(newer)
    const tokens: string[] = []
    for (let index = 0; index < 60; index++) {
      const session = record.session(owner)
      await open(older).sessions.insert(session)
      tokens.push(session.bizToken)
    }
    const name = '改名'
    const idCard = '990101199001010026'
    const writes = tokens.map(token =>
      during.sessions.transition(token, ['created'], 'consented', { identity: { name, idCard } }),
    )
    const [report] = await Promise.all([rotateMasterKeys(test.db, during.keys), ...writes])
    assert.equal(report.left, 0)
    const after = open(retired)
    for (const token of tokens) {
      assert.deepEqual((await after.sessions.find(token))?.identity, { name, idCard })
    }
  })

  it('stops at a value that does not open, instead of writing over it', async () => {
    const { session } = await fill(open(older))
    await test.db
      .updateTable('sessions')
      .set({ name_sealed: Buffer.from('damaged') })
      .execute()
    await assert.rejects(rotateMasterKeys(test.db, open(newer).keys), /Not a sealed value/)
    const row = await test.db
      .selectFrom('sessions')
      .select('name_sealed')
      .where('biz_token', '=', session.bizToken)
      .executeTakeFirst()
    assert.equal(row?.name_sealed?.toString(), 'damaged')
  })
})

function onlyCurrent(set: KeySet): KeySet {
  return {
    currentId: set.currentId,
    keys: new Map([[set.currentId, set.keys.get(set.currentId)!]]),
  }
}
