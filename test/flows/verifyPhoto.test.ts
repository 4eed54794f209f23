import assert from 'node:assert/strict'
import { shippedCalibration } from '../../server/domain/compare.ts'
import type { AuthorityProvider } from '../../server/domain/person.ts'
import { createVerifyPhoto, type PhotoVerificationRequest } from '../../server/flows/verifyPhoto.ts'
import { checkCharacter } from '../../server/protocol/idCard.ts'
import { createAttempts } from '../../server/storage/attempts.ts'
import {
  createLocalStore,
  type LocalEvidenceStore,
} from '../../server/storage/evidence/localStore.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeys } from '../support/keys.ts'
import { leftBehind } from '../support/leftBehind.ts'
import { insertAccountAndRule, record, someTime } from '../support/records.ts'

describe('what a photo leaves that could be decoded', () => {
  let test: TestDatabase
  let evidence: LocalEvidenceStore
  let account: PhotoVerificationRequest['account']
  beforeEach(async () => {
    test = await createTestDatabase('libsql')
    evidence = createLocalStore({ db: test.db, keys: createTestKeys(), dataDir: test.folder })
    account = record.account(await insertAccountAndRule(test.db))
  })
  afterEach(() => test.close())

  const digits = '99010119900101001'
  /** Nobody is asked about a photo without a face. */
  const authority: AuthorityProvider = {
    findReference: () => assert.fail('the authority was asked'),
  }

  async function verify(seq: string, attempts = createAttempts(test.db)): Promise<void> {
    const verifyPhoto = createVerifyPhoto({
      assessPhoto: async () => ({ ok: false, reason: 'noFace', checks: [] }),
      authority,
      attempts,
      evidence,
      calibration: shippedCalibration,
      simThreshold: 70,
      isCharged: () => false,
      clock: () => someTime,
    })
    const identity = { name: '张三', idCard: `${digits}${checkCharacter(digits)}` }
    const photo = Buffer.from('a wall')
    await verifyPhoto({ account, seq, action: 'ImageRecognitionV2', ...identity, photo })
  }

  it('is evidence and a ledger row, or nothing where either cannot be kept', async () => {
    await assert.rejects(verify('earlier'), { code: 'FailedOperation.LifePhotoDetectNoFaces' })
    const earlier = { owners: ['attempt:earlier'], files: 1, attempts: ['earlier'] }
    assert.deepEqual(await leftBehind(test), earlier)
    const full = async () => await Promise.reject(new Error('no space left on device'))
    await assert.rejects(verify('later', { ...createAttempts(test.db), insert: full }), /no space/)
    assert.deepEqual(await leftBehind(test), earlier)
  })
})
