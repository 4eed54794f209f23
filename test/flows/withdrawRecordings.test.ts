import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ApiError } from '../../server/errors.ts'
import { recordingScopes } from '../../server/domain/recording/recordingConsent.ts'
import { bytesPerMs, recordingLimits } from '../../server/domain/recording/recordingLimits.ts'
import { createRecordings } from '../../server/flows/recording/createRecordings.ts'
import { openRecordingFolder } from '../../server/storage/recordings/recordingFolder.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { spokenPcm } from '../support/spokenPcm.ts'

const token = 'token-of-the-page'
const days = 30
const dayMs = 86_400_000
/** The shortest that is taken. */
const pcm = spokenPcm(1).subarray(0, recordingLimits.minMs * bytesPerMs)
/** Uploads meet the erasing at another moment each time. */
const rounds = 12

describe('withdrawal while recordings arrive', () => {
  const random = seededRandom(11)
  let folder: string
  let aheadMs: number
  let recordings: ReturnType<typeof createRecordings>

  beforeEach(async () => {
    aheadMs = 0
    folder = await mkdtemp(join(tmpdir(), 'zhenren-recordings-'))
    recordings = createRecordings({
      recordings: openRecordingFolder(folder),
      token,
      business: 'Example Ltd',
      days,
      clock: () => Date.now() + aheadMs,
    })
  })
  afterEach(() => rm(folder, { recursive: true, maxRetries: 5 }))

  async function agree() {
    const { textHash } = recordings.offer(token, 'en-US')
    const agreement = { language: 'en-US', textHash, scopes: recordingScopes } as const
    const { speakerId, secret } = await recordings.begin(token, agreement)
    const keep = (place: number) => recordings.keep(secret, speakerId, place, pcm)
    return { speakerId, secret, keep }
  }
  type Volunteer = Awaited<ReturnType<typeof agree>>

  /** Some recordings are on their way when everything is erased, some come just after; gives why not kept. */
  async function meet({ keep }: Volunteer, erase: () => Promise<unknown>): Promise<string[]> {
    await keep(0)
    const before = [1, 2, 3].map(keep)
    await new Promise(resolve => setTimeout(resolve, 5 * random()))
    const erasing = erase()
    const sent = await Promise.allSettled([...before, ...[4, 5].map(keep)])
    await erasing
    return sent.flatMap(one => (one.status === 'rejected' ? codeOf(one.reason) : []))
  }

  /** Of many volunteers: nothing is left, and what was not kept was refused. */
  async function isErased(erase: (volunteer: Volunteer) => Promise<unknown>): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      const volunteer = await agree()
      const reasons = await meet(volunteer, () => erase(volunteer))
      assert.deepEqual(await readdir(folder), [], `round ${round}`)
      assert.deepEqual(
        reasons.filter(reason => reason !== 'ResourceNotFound'),
        [],
      )
    }
  }

  it('leaves nothing', () =>
    isErased(({ secret, speakerId }) => recordings.withdraw(secret, speakerId)))

  it('leaves nothing when their time is over meanwhile', () =>
    isErased(async () => {
      aheadMs += days * dayMs
      assert.equal(await recordings.expire(), 1)
    }))

  it('leaves nothing when an administrator erases them from another process', async () => {
    const elsewhere = openRecordingFolder(folder)
    for (let round = 0; round < rounds; round += 1) {
      const volunteer = await agree()
      await meet(volunteer, () => elsewhere.remove(volunteer.speakerId))
      assert.deepEqual(await readdir(folder), [], `round ${round}`)
    }
  })

  it('erases recordings whose agreement is gone already', async () => {
    const { speakerId, secret, keep } = await agree()
    await keep(0)
    const { speakerId: other } = await agree()
    await rm(join(folder, speakerId, 'consent.json'))
    await assert.rejects(recordings.withdraw(secret, speakerId), { code: 'ResourceNotFound' })
    await assert.rejects(keep(2), { code: 'ResourceNotFound' })
    assert.equal(await recordings.expire(), 1)
    assert.deepEqual(await readdir(folder), [other])
  })

  it('is finished later when it was cut off, and so is an agreement', async () => {
    const { speakerId, keep } = await agree()
    await keep(0)
    for (const name of ['0'.repeat(36) + '.removed', '1'.repeat(36) + '.new']) {
      await mkdir(join(folder, name))
      await writeFile(join(folder, name, '4803_1.wav'), pcm)
    }
    // Not ours.
    await writeFile(join(folder, 'notes.txt'), '')
    assert.equal(await recordings.expire(), 1)
    // Somebody may just be agreeing.
    assert.equal(await recordings.expire(), 0)
    aheadMs += 3_700_000
    assert.equal(await recordings.expire(), 1)
    assert.deepEqual((await readdir(folder)).toSorted(), [speakerId, 'notes.txt'].toSorted())
  })

  it('takes nobody for left over who is just agreeing: the agreement comes with the folder', async () => {
    const files = openRecordingFolder(folder)
    const looks: boolean[] = []
    for (let round = 0; round < rounds; round += 1) {
      const agreeing = agree()
      const agreed = agreeing.then(() => false)
      while (await Promise.race([agreed, nextTurn(true)])) {
        // At once, as another process would see it.
        const speakers = readdirSync(folder).filter(name => !name.includes('.'))
        looks.push(...speakers.map(name => existsSync(join(folder, name, 'consent.json'))))
      }
      const { speakerId, secret } = await agreeing
      assert.equal(await files.sweep(Date.now()), 0)
      await recordings.withdraw(secret, speakerId)
    }
    assert.ok(looks.every(Boolean))
  })
})

function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : String(error)
}
