import { maskIdCard, maskName } from '../domain/masking.ts'
import type { Attempt } from '../domain/session.ts'
import type { AdmittedCapture } from './admitCapture.ts'

/** The ledger row of a capture; its Seq is the capture's id. */
export function captureAttempt(
  { session, rule, captureId }: AdmittedCapture,
  verdict: Pick<Attempt, 'errCode' | 'liveStatus' | 'compareStatus' | 'sim' | 'checks'>,
  { isCharged, now }: { isCharged: (resultCode: number) => boolean; now: number },
): Attempt {
  return {
    seq: captureId,
    accountId: session.accountId,
    bizToken: session.bizToken,
    ruleId: rule.ruleId,
    action: 'DetectAuth',
    requestedAt: now,
    nameMasked: session.identity ? maskName(session.identity.name) : '',
    idCardMasked: session.identity ? maskIdCard(session.identity.idCard) : '',
    sim: verdict.sim,
    errCode: verdict.errCode,
    liveStatus: verdict.liveStatus,
    compareStatus: verdict.compareStatus,
    chargeType: session.referenceEvidenceId === null ? '核身' : '比对',
    isNeedCharge: isCharged(verdict.errCode),
    checks: verdict.checks,
  }
}
