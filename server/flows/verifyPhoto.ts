import type { Account } from '../domain/account.ts'
import type { Calibration } from '../domain/compare.ts'
import type { EvidenceStore } from '../domain/evidence.ts'
import { retentionMs } from '../domain/lifetimes.ts'
import { maskIdCard, maskName } from '../domain/masking.ts'
import type { AuthorityProvider, Identity } from '../domain/person.ts'
import type { Attempt } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import { allOrNothing } from './allOrNothing.ts'
import type { AssessedPhoto, AssessPhoto } from './assessPhoto.ts'
import { createCompareWithReference, type ComparisonVerdict } from './compareWithReference.ts'
import { explainFailedChecks } from './explainFailedChecks.ts'
import { qualityCodes } from './qualityCodes.ts'
import { readIdentity } from './readIdentity.ts'

/** Outcome of a photo verification. */
export type PhotoVerdict = ComparisonVerdict

export interface PhotoVerificationRequest {
  account: Account
  /** RequestId of the call: names the attempt and its evidence. */
  seq: string
  action: 'ImageRecognition' | 'ImageRecognitionV2'
  name: string
  idCard: string
  photo: Uint8Array
}

interface Deps {
  assessPhoto: AssessPhoto
  authority: AuthorityProvider
  attempts: { insert(attempt: Attempt): Promise<void> }
  evidence: EvidenceStore
  calibration: Calibration
  /** Pass at Sim ≥ this; 70 for one-shot actions, not adjustable by the caller (tencent-faceid.md §1a). */
  simThreshold: number
  isCharged(resultCode: number): boolean
  clock: () => number
}

/**
 * 照片人脸核身 (R1): is the photo the person of the authority photo.
 *
 * A photo that cannot be decoded, or shows no usable face, is an ApiError; what the library and the
 * comparison say is a verdict. Every photo that could be decoded leaves an attempt row, and its
 * evidence when the account keeps it (R32).
 */
export function createVerifyPhoto(deps: Deps) {
  const compareWithReference = createCompareWithReference(deps)
  return async function verifyPhoto(request: PhotoVerificationRequest): Promise<PhotoVerdict> {
    const identity = readIdentity(request.name, request.idCard)
    const probe = await deps.assessPhoto(request.photo, 'probe')
    if (!probe.ok) {
      const { apiCode, resultCode } = qualityCodes[probe.reason]
      await keep(request, identity, { resultCode, sim: null, checks: probe.checks })
      throw new ApiError(apiCode, { detail: explainFailedChecks(probe.checks) })
    }
    const verdict = await compareWithLibrary(identity, probe.photo)
    await keep(request, identity, verdict)
    return verdict
  }

  async function compareWithLibrary(
    identity: Identity,
    probe: AssessedPhoto,
  ): Promise<PhotoVerdict> {
    const answer = await deps.authority.findReference(identity)
    const verdict = await compareWithReference([probe.embedding], answer, deps.simThreshold)
    return { ...verdict, checks: [...probe.checks, ...verdict.checks] }
  }

  async function keep(
    request: PhotoVerificationRequest,
    identity: Identity,
    verdict: PhotoVerdict,
  ) {
    const now = deps.clock()
    const owner = `attempt:${request.seq}`
    await allOrNothing(deps.evidence, owner, async () => {
      if (request.account.retention === 'reference') {
        await deps.evidence.put(
          { owner, kind: 'probe', createdAt: now, purgeAt: now + retentionMs },
          request.photo,
        )
      }
      await deps.attempts.insert({
        seq: request.seq,
        accountId: request.account.accountId,
        bizToken: null,
        ruleId: null,
        action: request.action,
        requestedAt: now,
        nameMasked: maskName(identity.name),
        idCardMasked: maskIdCard(identity.idCard),
        sim: verdict.sim,
        errCode: verdict.resultCode,
        liveStatus: null,
        compareStatus: verdict.resultCode,
        chargeType: '核身',
        isNeedCharge: deps.isCharged(verdict.resultCode),
        checks: verdict.checks,
      })
    })
  }
}
