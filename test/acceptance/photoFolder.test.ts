import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { readConfig } from '../../server/config.ts'
import { checkCharacter } from '../../server/protocol/idCard.ts'
import { qualityLimits } from '../../server/domain/quality.ts'
import { readPhotoFolder, type LabelledPhoto } from '../../server/evaluate/readPhotoFolder.ts'
import { createAssessPhoto } from '../../server/flows/assessPhoto.ts'
import { createEnrolPerson } from '../../server/flows/enrolPerson.ts'
import { openStore } from '../../server/openStore.ts'
import { createVision } from '../../server/vision/createVision.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { startDemoServer, type DemoServer } from '../support/demoServer.ts'

/** A folder with one sub-folder of photos per person, such as a slice of Labeled Faces in the Wild. */
const folder = process.env['TEST_FACES']

function identityOf(index: number) {
  const body = `19999919700101${String(100 + index)}`
  return { name: `实测${index}`, idCard: body + checkCharacter(body) }
}

describe('a folder of real photos through the official SDK', function () {
  this.timeout(1_200_000)
  let server: DemoServer
  let people: string[]
  const enrolled = new Map<string, ReturnType<typeof identityOf>>()
  let probes: LabelledPhoto[]

  before(async function () {
    if (!folder) {
      console.log('    SKIPPED: TEST_FACES names no folder of photos')
      this.skip()
    }
    server = await startDemoServer({ WORKERS: '2' })
    const photos = await readPhotoFolder(folder)
    people = [...new Set(photos.map(photo => photo.person))]
    const store = await openStore(readConfig({ DATA_DIR: server.dataDir }))
    const vision = await createVision({ modelsDir: modelFolder, workers: 1 })
    try {
      await store.accounts.update('demo', { requestsPerSecond: 1000 })
      const assessPhoto = createAssessPhoto(vision, qualityLimits)
      const enrolPerson = createEnrolPerson({ ...store, assessPhoto, clock: Date.now })
      const references = new Set<string>()
      for (const [index, person] of people.entries()) {
        // The first photo that is good enough to be a reference, as an operator would choose.
        for (const { file } of photos.filter(photo => photo.person === person)) {
          const photo = await readFile(file)
          if (!(await assessPhoto(photo, 'reference')).ok) continue
          await enrolPerson(identityOf(index), photo)
          enrolled.set(person, identityOf(index))
          references.add(file)
          break
        }
      }
      probes = photos.filter(photo => !references.has(photo.file))
    } finally {
      await vision.close()
      await store.close()
    }
  })
  after(() => server?.stop())

  const send = async ({ file }: LabelledPhoto, { name, idCard }: ReturnType<typeof identityOf>) => {
    try {
      const { Result = '' } = await server.sdk().ImageRecognitionV2({
        Name: name,
        IdCard: idCard,
        ImageBase64: await readFile(file, 'base64'),
      })
      return Result
    } catch (error) {
      if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
        return error.code
      }
      throw error
    }
  }

  const tally = (results: string[]) => {
    const counts: Record<string, number> = {}
    for (const result of results) counts[result] = (counts[result] ?? 0) + 1
    return counts
  }

  it('knows the enrolled people, and takes nobody for another', async () => {
    assert.equal(enrolled.size, people.length)
    const genuine: string[] = []
    const impostor: string[] = []
    for (const probe of probes) {
      for (const [person, identity] of enrolled) {
        const side = person === probe.person ? genuine : impostor
        side.push(await send(probe, identity))
      }
    }
    console.log(`    genuine: ${JSON.stringify(tally(genuine))}`)
    console.log(`    impostor: ${JSON.stringify(tally(impostor))}`)
    const passed = genuine.filter(result => result === 'Success').length
    const wronglyPassed = impostor.filter(result => result === 'Success').length
    assert.ok(passed / genuine.length >= 0.85, `${passed} of ${genuine.length} genuine pass`)
    assert.ok(wronglyPassed / impostor.length <= 0.01, `${wronglyPassed} of ${impostor.length}`)
  })
})
