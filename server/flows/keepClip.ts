import type { EvidenceKind, EvidenceStore } from '../domain/evidence.ts'
import { retentionMs } from '../domain/lifetimes.ts'
import { maskIdCard, maskName } from '../domain/masking.ts'
import type { Identity } from '../domain/person.ts'
import type { Attempt } from '../domain/session.ts'
import type { ClipRequest, ClipVerdict } from './verifyClip.ts'

interface Deps {
  attempts: { insert(attempt: Attempt): Promise<void> }
  evidence: Pick<EvidenceStore, 'put'>
  isCharged(resultCode: number): boolean
  clock: () => number
}

export type KeepClip = ReturnType<typeof createKeepClip>

/**
 * Writes down what a call over a video leaves: a ledger row, and its evidence when the account keeps it
 * (R32): the video as it was sent, the photo given, the best frames, pass or fail.
 */
export function createKeepClip(deps: Deps) {
  return async function keepClip(
    request: ClipRequest,
    /** Null when it was compared with a photo. */
    identity: Identity | null,
    verdict: ClipVerdict,
    bestFrames: readonly Uint8Array[],
  ): Promise<void> {
    const now = deps.clock()
    const { account, seq, reference } = request
    if (account.retention === 'reference') {
      const put = (kind: EvidenceKind, content: Uint8Array) =>
        deps.evidence.put(
          { owner: `attempt:${seq}`, kind, createdAt: now, purgeAt: now + retentionMs },
          content,
        )
      await put('video', request.video)
      if ('photo' in reference) await put('reference', reference.photo)
      for (const jpeg of bestFrames) await put('bestFrame', jpeg)
    }
    await deps.attempts.insert({
      seq,
      accountId: account.accountId,
      bizToken: null,
      ruleId: null,
      action: identity ? 'LivenessRecognition' : 'LivenessCompare',
      requestedAt: now,
      nameMasked: identity ? maskName(identity.name) : '',
      idCardMasked: identity ? maskIdCard(identity.idCard) : '',
      sim: verdict.sim,
      errCode: verdict.resultCode,
      liveStatus: verdict.liveStatus,
      compareStatus: verdict.compareStatus,
      chargeType: identity ? '核身' : '比对',
      isNeedCharge: deps.isCharged(verdict.resultCode),
      checks: verdict.checks,
    })
  }
}
