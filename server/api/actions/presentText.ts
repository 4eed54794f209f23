import type { Attempt } from '../../domain/session.ts'
import type { VerificationResult } from '../../flows/readResult.ts'
import type { DetectDetail, DetectInfoText } from '../../protocol/detectInfo.ts'
import { livenessModes, type LivenessModeNumber } from '../../protocol/livenessModes.ts'
import { resultCode } from '../../protocol/resultCodes.ts'

type Language = 'zh-CN' | 'en-US'

/** Everything null: what there is before completion (R31), and what this kit never fills. */
const emptyText: DetectInfoText = {
  ErrCode: null,
  ErrMsg: null,
  IdCard: null,
  UseIDType: null,
  Name: null,
  OcrNation: null,
  OcrAddress: null,
  OcrBirth: null,
  OcrAuthority: null,
  OcrValidDate: null,
  OcrName: null,
  OcrIdCard: null,
  OcrGender: null,
  IdInfoFrom: null,
  LiveStatus: null,
  LiveMsg: null,
  Comparestatus: null,
  Comparemsg: null,
  Sim: null,
  Location: null,
  Extra: null,
  LivenessDetail: null,
  LivenessInfoTag: null,
  Mobile: null,
  CompareLibType: null,
  LivenessMode: null,
  NFCRequestIds: null,
  NFCBillingCounts: null,
  PassNo: null,
  VisaNum: null,
  LivenessActionSequence: null,
}

/** Result code of a session that ran out of time before any attempt ended. */
const tokenExpired = 15

/**
 * GetDetectInfoEnhanced → Text: outcome fields are null until there was an attempt. While the person
 * may still try again they show the last one, and may change (completion rule, reference sheet §2).
 */
export function presentText(result: VerificationResult, language: Language): DetectInfoText {
  const { session, rule, attempts } = result
  const common = { ...emptyText, Extra: session.extra }
  const last = attempts.at(-1)
  const timedOut = session.state === 'expired' ? tokenExpired : null
  const errCode = session.errCode ?? last?.errCode ?? timedOut
  if (errCode === null) return common
  return {
    ...common,
    ErrCode: errCode,
    ErrMsg: message(errCode, language),
    IdCard: session.identity?.idCard ?? null,
    Name: session.identity?.name ?? null,
    UseIDType: session.identity ? 0 : null,
    IdInfoFrom: session.identity ? (rule.identityEntry === 'page' ? '手动输入' : '其他') : null,
    LiveStatus: last?.liveStatus ?? null,
    LiveMsg: message(last?.liveStatus ?? null, language),
    Comparestatus: last?.compareStatus ?? null,
    Comparemsg: message(last?.compareStatus ?? null, language),
    Sim: presentSim(last?.sim ?? null),
    CompareLibType: compareLibType(result),
    LivenessMode: livenessModeOf(rule),
    LivenessDetail: attempts.map(attempt => presentAttempt(attempt, result, language)),
  }
}

function presentAttempt(
  attempt: Attempt,
  result: VerificationResult,
  language: Language,
): DetectDetail {
  return {
    ReqTime: String(attempt.requestedAt),
    Seq: attempt.seq,
    Idcard: attempt.idCardMasked,
    Name: attempt.nameMasked,
    Sim: presentSim(attempt.sim),
    IsNeedCharge: attempt.isNeedCharge,
    Errcode: attempt.errCode,
    Errmsg: message(attempt.errCode, language),
    Livestatus: attempt.liveStatus,
    Livemsg: message(attempt.liveStatus, language),
    Comparestatus: attempt.compareStatus,
    Comparemsg: message(attempt.compareStatus, language),
    CompareLibType: compareLibType(result),
    LivenessMode: livenessModeOf(result.rule),
  }
}

/** T13: text with two decimals here, a number in the one-shot actions. */
function presentSim(sim: number | null): string | null {
  return sim === null ? null : sim.toFixed(2)
}

/** Where WeChat judges, it chooses the mode and does not say which. */
function livenessModeOf({ engine, livenessMode }: VerificationResult['rule']): LivenessModeNumber {
  return livenessModes[engine === 'wechat' ? 'unknown' : livenessMode]
}

function compareLibType({ session }: VerificationResult): string {
  return session.referenceEvidenceId ? '业务方自有库' : '权威库'
}

function message(code: number | null, language: Language): string | null {
  if (code === null) return null
  const meaning = resultCode(code)
  return language === 'en-US' ? meaning.en : meaning.zh
}
