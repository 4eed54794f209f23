import type { EvidenceKind, EvidenceStore } from '../domain/evidence.ts'
import { retentionMs } from '../domain/lifetimes.ts'
import { maskIdCard, maskName } from '../domain/masking.ts'
import type { Identity } from '../domain/person.ts'
import type { Attempt } from '../domain/session.ts'
import { allOrNothing } from './allOrNothing.ts'
import type { ClipRequest, ClipVerdict } from './verifyClip.ts'

interface Deps {
  attempts: { insert(attempt: Attempt): Promise<void> }
  evidence: Pick<EvidenceStore, 'put' | 'deleteOwner'>
  isCharged(resultCode: number): boolean
  clock: () => number
}

export type KeepClip = ReturnType<typeof createKeepClip>

/**
 * Writes down what a call over a video leaves: a ledger row, and its evidence when the account keeps it
 * (R32): the video as it was sent, the photo given, the best frames, pass or fail. All of it or nothing.
 */
export function createKeepClip(deps: Deps) {
  return async function keepClip(
    request: ClipRequest,
    /** Null when it was compared with a photo. */
    identity: Identity | null,
    verdict: ClipVerdict,
    bestFrames: readonly Uint8Array[],
  ): Promise<void> {
    const owner = `attempt:${request.seq}`
    const now = deps.clock()
    await allOrNothing(deps.evidence, owner, async () => {
      if (request.account.retention === 'reference') {
        await keepEvidence(owner, request, bestFrames, now)
      }
      await deps.attempts.insert(attemptOf(request, identity, verdict, now))
    })
  }

  async function keepEvidence(
    owner: string,
    { video, reference }: ClipRequest,
    bestFrames: readonly Uint8Array[],
    now: number,
  ): Promise<void> {
    const put = (kind: EvidenceKind, content: Uint8Array) =>
      deps.evidence.put({ owner, kind, createdAt: now, purgeAt: now + retentionMs }, content)
    await put('video', video)
    if ('photo' in reference) await put('reference', reference.photo)
    for (const jpeg of bestFrames) await put('bestFrame', jpeg)
  }

  function attemptOf(
    { account, seq }: ClipRequest,
    identity: Identity | null,
    verdict: ClipVerdict,
    now: number,
  ): Attempt {
    return {
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
    }
  }
}
