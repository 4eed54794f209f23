import assert from 'node:assert/strict'
import { createKeepClip } from '../../server/flows/keepClip.ts'
import type { ClipRequest, ClipVerdict } from '../../server/flows/verifyClip.ts'
import { createAttempts } from '../../server/storage/attempts.ts'
import {
  createLocalStore,
  type LocalEvidenceStore,
} from '../../server/storage/evidence/localStore.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { createTestKeys } from '../support/keys.ts'
import { leftBehind } from '../support/leftBehind.ts'
import { insertAccountAndRule, record, someTime } from '../support/records.ts'

describe('what a call over a video leaves', () => {
  let test: TestDatabase
  let evidence: LocalEvidenceStore
  let account: ClipRequest['account']
  beforeEach(async () => {
    test = await createTestDatabase('libsql')
    evidence = createLocalStore({ db: test.db, keys: createTestKeys(), dataDir: test.folder })
    account = record.account(await insertAccountAndRule(test.db))
  })
  afterEach(() => test.close())

  const verdict: ClipVerdict = {
    resultCode: 0,
    apiCode: null,
    liveStatus: 0,
    compareStatus: 0,
    sim: 90,
    checks: [],
    bestFrames: [],
    isDemonstration: false,
  }
  const bestFrames = [Buffer.from('best'), Buffer.from('second best')]
  type Stores = Pick<Parameters<typeof createKeepClip>[0], 'attempts' | 'evidence'>

  async function keep(seq: string, stores: Partial<Stores> = {}): Promise<void> {
    const attempts = createAttempts(test.db)
    const deps = { attempts, evidence, isCharged: () => true, clock: () => someTime, ...stores }
    const video = Buffer.from('a person on video')
    const reference = { photo: Buffer.from('a person') }
    const asked = { livenessType: 'SILENT', validateData: '', bestFrames: 2 } as const
    const request = { account, seq, video, reference, ...asked }
    await createKeepClip(deps)(request, null, verdict, bestFrames)
  }

  const earlier = {
    owners: Array.from({ length: 4 }, () => 'attempt:earlier'),
    files: 4,
    attempts: ['earlier'],
  }
  const full = async () => await Promise.reject(new Error('no space left on device'))

  it('is nothing when a later piece of evidence cannot be kept', async () => {
    await keep('earlier')
    assert.deepEqual(await leftBehind(test), earlier)
    for (const kind of ['video', 'reference', 'bestFrame']) {
      const failing: Stores['evidence'] = {
        ...evidence,
        put: async (piece, content) =>
          piece.kind === kind ? await full() : await evidence.put(piece, content),
      }
      await assert.rejects(keep(kind, { evidence: failing }), /no space left/)
      assert.deepEqual(await leftBehind(test), earlier)
    }
  })

  it('is nothing when its ledger row cannot be kept', async () => {
    await keep('earlier')
    await assert.rejects(keep('later', { attempts: { insert: full } }), /no space left/)
    assert.deepEqual(await leftBehind(test), earlier)
  })

  it('fails for the first reason, also when nothing can be erased', async () => {
    const failing = { ...evidence, deleteOwner: async () => await Promise.reject(new Error('no')) }
    const stores = { evidence: failing, attempts: { insert: full } }
    await assert.rejects(keep('later', stores), /no space left/)
  })
})
