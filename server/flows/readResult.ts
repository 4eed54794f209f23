import type { Account } from '../domain/account.ts'
import type { CaptureEvidence, EvidenceStore } from '../domain/evidence.ts'
import type { Rule } from '../domain/rule.ts'
import type { Attempt, Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'

/** What GetDetectInfo and GetDetectInfoEnhanced present. */
export interface VerificationResult {
  session: Session
  rule: Rule
  /** Oldest first. */
  attempts: Attempt[]
  /** JPEG, the best first; of the last attempt that kept any. Empty unless they were asked for. */
  bestFrames: Uint8Array[]
}

interface Deps {
  sessions: { find(bizToken: string): Promise<Session | null> }
  rules: { find(ruleId: string): Promise<Rule | null> }
  attempts: {
    listBySession(bizToken: string): Promise<Attempt[]>
    evidenceOf(seq: string): Promise<CaptureEvidence | null>
  }
  evidence: Pick<EvidenceStore, 'get'>
  clock: () => number
}

const tokenShape = /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/i

/**
 * Result of a BizToken, any number of times for three days. A wrong token gets the exact reason
 * (R34), without telling one account about another's tokens.
 */
export function createReadResult(deps: Deps) {
  return async function readResult(request: {
    account: Account
    bizToken: string
    ruleId: string
    /** How many pictures to bring; 0 or none = no evidence is opened. */
    bestFrames?: number
  }): Promise<VerificationResult> {
    if (!tokenShape.test(request.bizToken)) {
      throw illegal(
        '它不是 DetectAuth 返回的 UUID，请检查是否被截断或转义。',
        'It is not a UUID as DetectAuth returns them: was it cut or escaped on the way?',
      )
    }
    const session = await deps.sessions.find(request.bizToken.toUpperCase())
    if (!session || session.accountId !== request.account.accountId) {
      throw illegal(
        '本账号没有签发过它，请检查密钥与接入地址是否属于同一环境。',
        'This account never issued it: do key and endpoint belong to the same installation?',
      )
    }
    if (session.ruleId !== request.ruleId) {
      throw illegal(
        '它属于另一个 RuleId，请使用调用 DetectAuth 时的 RuleId。',
        'It belongs to another RuleId: use the one that was given to DetectAuth.',
      )
    }
    if (session.purgedAt !== null || deps.clock() >= session.purgeAt) {
      throw new ApiError('InvalidParameterValue.BizTokenExpired')
    }
    const rule = await deps.rules.find(session.ruleId)
    if (!rule) throw new Error(`rule ${session.ruleId} of a session is gone`)
    const attempts = await deps.attempts.listBySession(session.bizToken)
    const bestFrames = await readBestFrames(attempts, request.bestFrames ?? 0)
    return { session, rule, attempts, bestFrames }
  }

  async function readBestFrames(attempts: readonly Attempt[], count: number) {
    if (count === 0) return []
    for (const { seq } of attempts.toReversed()) {
      const kept = await deps.attempts.evidenceOf(seq)
      if (!kept) continue
      const ids = kept.bestFrames.slice(0, count)
      const frames = await Promise.all(ids.map(id => deps.evidence.get(id)))
      return frames.filter(frame => frame !== null)
    }
    return []
  }
}

function illegal(zh: string, en: string): ApiError {
  return new ApiError('InvalidParameterValue.BizTokenIllegal', { detail: { zh, en } })
}
