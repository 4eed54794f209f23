import { statusOf } from './statusOf.ts'
import type { Rule } from '../domain/rule.ts'
import type { Attempt, Session } from '../domain/session.ts'
import { resultCode } from '../protocol/resultCodes.ts'

/**
 * What a webhook says (R41), as JSON: nothing personal (Extra neither: it is sealed at rest), and not a verdict to rely on by itself; the
 * receiver then asks GetDetectInfoEnhanced. `attempt` is null when the session ran out of time.
 */
export function webhookBody(
  { session, rule, attempt }: { session: Session; rule: Rule; attempt: Attempt | null },
  now: number,
): string {
  const status = statusOf(session, now)
  const isFinal = status === 'finished' || status === 'timeout'
  const errCode = session.errCode ?? attempt?.errCode ?? (status === 'timeout' ? 15 : null)
  return JSON.stringify({
    Event: isFinal ? 'final' : 'attempt',
    BizToken: session.bizToken,
    RuleId: session.ruleId,
    Status: status,
    Mode: rule.livenessMode,
    Channel: rule.channel,
    Seq: attempt?.seq ?? null,
    ErrCode: errCode,
    ErrMsg: errCode === null ? null : resultCode(errCode).zh,
    LiveStatus: attempt?.liveStatus ?? null,
    Comparestatus: attempt?.compareStatus ?? null,
    Sim: attempt?.sim?.toFixed(2) ?? null,
    Time: now,
  })
}
