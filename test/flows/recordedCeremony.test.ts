import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { recordedLimits } from '../../server/domain/capture/recordedLimits.ts'
import { MediaError, type MediaFault } from '../../server/domain/mediaError.ts'
import type { ChallengeSecret } from '../../server/domain/challengeSecret.ts'
import { toChallenge } from '../../server/domain/challengeSecret.ts'
import { createByteBudget } from '../../server/flows/recorded/byteBudget.ts'
import { createRecordedCeremony } from '../../server/flows/recorded/recordedCeremony.ts'
import { performLight } from '../support/performLight.ts'
import { record } from '../support/records.ts'

describe('a recorded capture that is given up', () => {
  const bytes = Buffer.from('a clip')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const account = record.account()
  const rule = record.rule({ accountId: account.accountId })
  const session = record.session({ accountId: account.accountId, ruleId: rule.ruleId })
  const secret: ChallengeSecret = { kind: 'light', light: performLight(300, {}).secret }
  const challenge = toChallenge(secret, 'challenge', 60_000)
  const camera = { facing: 'user', widthPx: 480, heightPx: 640 } as const

  /** Code of its end, and whether the try was given back; another clip is decoded at the same time. */
  async function giveUpAfter(
    fault: MediaFault,
    isCrowdedLater = false,
  ): Promise<[string | null, boolean]> {
    let isGivenBack = false
    let nowMs = 0
    const room = { budget: createByteBudget(1e6), judged: 1 }
    const ceremony = createRecordedCeremony(
      {
        readClip: async () => await Promise.reject(new MediaError(fault, 'made up')),
        finishRecorded: async () => await Promise.reject(new Error('nobody asked for this')),
        markWorking: async () => {},
        releaseCapture: async () => {},
        clock: () => nowMs,
        monotonicMs: () => nowMs,
        onFault: error => assert.fail(String(error)),
        uploadMs: 50,
      },
      room,
      {
        capture: { captureId: 'capture', session, rule, account },
        issued: { challenge, secret, giveBack: async () => void (isGivenBack = true) },
        request: { bizToken: session.bizToken, deviceSecret: '', supports: [], camera },
        visitor: { origin: null, userAgent: '', isLocal: false, language: 'en-US' },
      },
    )
    const painted = [0]
    for (const { durationMs } of challenge.steps) painted.push(painted.at(-1)! + durationMs)
    nowMs = painted.at(-1)! + 100
    await ceremony.commit({ painted, sizeBytes: bytes.length, sha256 })
    await ceremony.addPart(0, async () => bytes)
    await assert.rejects(ceremony.finish(), { code: 'Capture.Busy' })
    if (isCrowdedLater) {
      room.judged = recordedLimits.maxJudged
      await assert.rejects(ceremony.finish(), { code: 'Capture.Busy' })
    }
    const end = await ceremony.ended
    return ['error' in end ? end.error.code : null, isGivenBack]
  }

  it('costs no try where there was no decoder for it', async () => {
    assert.deepEqual(await giveUpAfter('busy'), ['Capture.TooLong', true])
  })

  it('costs one where its file was too slow to decode, whoever else was there', async () => {
    assert.deepEqual(await giveUpAfter('timedOut'), ['Capture.TooLong', false])
    assert.deepEqual(await giveUpAfter('timedOut', true), ['Capture.TooLong', false])
  })
})
