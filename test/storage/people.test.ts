import assert from 'node:assert/strict'
import { createLocalLibrary } from '../../server/authority/localLibrary.ts'
import { createKeys } from '../../server/keys/createKeys.ts'
import { createLocalStore } from '../../server/storage/evidence/localStore.ts'
import { createPeople, type People } from '../../server/storage/people.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeyring } from '../support/keys.ts'
import { someTime } from '../support/records.ts'

const zhang = { name: '张三', idCard: '990101199001010018' }
const li = { name: '阿依努尔·买买提', idCard: '990101199001010026' }

onEachDatabase('the local authority library', kind => {
  const keyring = createTestKeyring()
  const keys = createKeys(keyring)
  let test: TestDatabase
  let people: People

  before(async () => {
    test = await createTestDatabase(kind)
    people = createPeople(test.db, keys)
  })
  after(() => test?.close())
  beforeEach(() => test.db.deleteFrom('people').execute())

  it('finds a person by ID number only after enrolment', async () => {
    assert.equal(await people.find(zhang.idCard), null)
    assert.deepEqual(await people.enrol(zhang, 'p1', someTime), { replacedPhotoEvidenceId: null })
    assert.deepEqual(await people.find(zhang.idCard), {
      identity: zhang,
      idCardHash: people.hashOf(zhang.idCard),
      photoEvidenceId: 'p1',
      availability: 'available',
      createdAt: someTime,
      updatedAt: someTime,
    })
  })

  it('replaces name and photo at the second enrolment, and names the photo to delete', async () => {
    await people.enrol(zhang, 'p1', someTime)
    await people.setAvailability(zhang.idCard, 'unavailable', someTime + 1)
    const renamed = { ...zhang, name: '张叁' }
    assert.deepEqual(await people.enrol(renamed, 'p2', someTime + 2), {
      replacedPhotoEvidenceId: 'p1',
    })
    assert.deepEqual(await people.enrol(renamed, 'p2', someTime + 2), {
      replacedPhotoEvidenceId: null,
    })
    assert.deepEqual(await people.enrol(renamed, null, someTime + 3), {
      replacedPhotoEvidenceId: 'p2',
    })
    const person = await people.find(zhang.idCard)
    assert.equal(person?.identity.name, '张叁')
    assert.equal(person?.availability, 'unavailable')
    assert.deepEqual([person?.createdAt, person?.updatedAt], [someTime, someTime + 3])
  })

  it('loses no photo when ten enrol the same person at once', async () => {
    const photos = Array.from({ length: 10 }, (_, index) => `p${index}`)
    const results = await Promise.all(photos.map(photo => people.enrol(zhang, photo, someTime)))
    const replaced = results.flatMap(result => result.replacedPhotoEvidenceId ?? [])
    const kept = (await people.find(zhang.idCard))?.photoEvidenceId
    assert.deepEqual([...replaced, kept].map(String).toSorted(), photos)
  })

  it('lists masked, in order of enrolment, page by page', async () => {
    await people.enrol(li, 'p1', someTime + 1)
    await people.enrol(zhang, null, someTime)
    const first = await people.list({ offset: 0, limit: 1 })
    assert.deepEqual(first, [
      {
        nameMasked: '张*',
        idCardMasked: '9901**********0018',
        hasPhoto: false,
        availability: 'available',
        createdAt: someTime,
      },
    ])
    const rest = await people.list({ offset: 1, limit: 5 })
    assert.deepEqual(
      rest.map(person => [person.nameMasked[0], person.hasPhoto]),
      [['阿', true]],
    )
  })

  it('removes a person and tells what is left to erase', async () => {
    await people.enrol(zhang, 'p1', someTime)
    assert.deepEqual(await people.remove(zhang.idCard), {
      idCardHash: people.hashOf(zhang.idCard),
      photoEvidenceId: 'p1',
    })
    assert.equal(await people.remove(zhang.idCard), null)
    assert.equal(await people.find(zhang.idCard), null)
    assert.equal(await people.setAvailability(zhang.idCard, 'available', someTime), false)
  })

  it('finds, replaces and removes a person who was enrolled under an older look-up key', async () => {
    const newer = createPeople(test.db, createKeys(createTestKeyring(keyring)))
    await people.enrol(zhang, 'p1', someTime)
    await people.enrol(li, 'p2', someTime)
    assert.deepEqual((await newer.find(zhang.idCard))?.identity, zhang)
    assert.deepEqual(await newer.enrol(zhang, 'p3', someTime), { replacedPhotoEvidenceId: 'p1' })
    assert.equal((await newer.find(zhang.idCard))?.idCardHash, newer.hashOf(zhang.idCard))
    assert.equal((await newer.remove(li.idCard))?.photoEvidenceId, 'p2')
    assert.equal((await newer.list({ offset: 0, limit: 10 })).length, 1)
  })

  describe('answers an authority query', () => {
    const photo = new Uint8Array([0xff, 0xd8, 1, 2, 3])
    const build = () => {
      const evidence = createLocalStore({ db: test.db, keys, dataDir: test.folder })
      return { evidence, library: createLocalLibrary({ people, evidence }) }
    }
    const enrolWithPhoto = async (identity: { name: string; idCard: string }) => {
      const { evidence, library } = build()
      const evidenceId = await evidence.put(
        {
          owner: `person:${people.hashOf(identity.idCard)}`,
          kind: 'libraryPhoto',
          createdAt: someTime,
          purgeAt: null,
        },
        photo,
      )
      await people.enrol(identity, evidenceId, someTime)
      return { evidence, library, evidenceId }
    }

    it('with the photo for the right name', async () => {
      const { library } = await enrolWithPhoto(zhang)
      const answer = await library.findReference(zhang)
      assert.equal(answer.kind, 'photo')
      assert.deepEqual(answer.kind === 'photo' && new Uint8Array(answer.photo), photo)
    })

    it('with idNotFound for a number that nobody has', async () => {
      assert.deepEqual(await build().library.findReference(zhang), { kind: 'idNotFound' })
    })

    it('with nameMismatch for any other name, and gives no photo', async () => {
      const { library } = await enrolWithPhoto(zhang)
      for (const name of ['李四', '张', '张三三', '', '张 三', '張三']) {
        assert.deepEqual(
          await library.findReference({ ...zhang, name }),
          { kind: 'nameMismatch' },
          name,
        )
      }
    })

    it('with the photo whichever middle dot, blank around or composition the name has', async () => {
      const { library } = await enrolWithPhoto(li)
      for (const dot of ['\u00B7', '\u2022', '\u30FB']) {
        const name = `  阿依努尔${dot}买买提\n`
        const answer = await library.findReference({ ...li, name })
        assert.equal(answer.kind, 'photo', `U+${dot.charCodeAt(0).toString(16)}`)
      }
      await enrolWithPhoto({ ...zhang, name: 'Zo\u00EB' })
      const decomposed = await library.findReference({ ...zhang, name: 'Zoe\u0308' })
      assert.equal(decomposed.kind, 'photo')
      const without = await library.findReference({ ...li, name: '阿依努尔买买提' })
      assert.equal(without.kind, 'nameMismatch')
    })

    it('with noPhoto when none was enrolled or it is gone', async () => {
      const { library } = build()
      await people.enrol(zhang, null, someTime)
      assert.deepEqual(await library.findReference(zhang), { kind: 'noPhoto' })
      const { evidence, evidenceId } = await enrolWithPhoto(zhang)
      await evidence.delete(evidenceId)
      assert.deepEqual(await library.findReference(zhang), { kind: 'noPhoto' })
    })

    it('with unavailable while the operator says so', async () => {
      const { library } = await enrolWithPhoto(zhang)
      await people.setAvailability(zhang.idCard, 'unavailable', someTime)
      assert.deepEqual(await library.findReference(zhang), { kind: 'unavailable' })
      await people.setAvailability(zhang.idCard, 'available', someTime)
      assert.equal((await library.findReference(zhang)).kind, 'photo')
    })
  })
})
