import { randomUUID } from 'node:crypto'
import { checkEligibility, type Whitelist } from '../../industry-whitelist/index.ts'
import type { Account } from '../domain/account.ts'
import type { EvidenceStore } from '../domain/evidence.ts'
import { retentionMs, sessionLifetimeMs } from '../domain/lifetimes.ts'
import type { Identity } from '../domain/person.ts'
import { needsPassivePad, type Channel, type Rule } from '../domain/rule.ts'
import type { Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { AssessPhoto } from './assessPhoto.ts'
import { explainFailedChecks } from './explainFailedChecks.ts'
import { qualityCodes } from './qualityCodes.ts'
import { readIdentity } from './readIdentity.ts'

export interface StartRequest {
  account: Account
  ruleId: string
  name: string | undefined
  idCard: string | undefined
  redirectUrl: string | undefined
  extra: string | undefined
  /** DetectAuth's ImageBase64, decoded. */
  referencePhoto: Uint8Array | undefined
}

export interface StartedVerification {
  session: Session
  channel: Channel
}

interface Deps {
  rules: { find(ruleId: string): Promise<Rule | null> }
  sessions: { insert(session: Session): Promise<void> }
  evidence: EvidenceStore
  assessPhoto: AssessPhoto
  whitelist: Whitelist
  /** Null = the newest list. */
  whitelistVersion: string | null
  /** False while the passive PAD slot is empty: silent and action liveness are refused (design.md §4). */
  canJudgePassively: boolean
  clock: () => number
}

/** DetectAuth: rule → eligibility → identity → reference → a session in state `created`. */
export function createStartVerification(deps: Deps) {
  return async function startVerification(request: StartRequest): Promise<StartedVerification> {
    const rule = await findRule(request)
    requireEligible(request.account, rule)
    requireMode(rule)
    const identity = requireIdentity(request, rule)
    const photo = await requireReference(request, rule)

    const now = deps.clock()
    const bizToken = randomUUID().toUpperCase()
    const purgeAt = now + retentionMs
    const referenceEvidenceId = photo
      ? await deps.evidence.put(
          { owner: `session:${bizToken}`, kind: 'reference', createdAt: now, purgeAt },
          photo,
        )
      : null
    const session: Session = {
      bizToken,
      accountId: request.account.accountId,
      ruleId: rule.ruleId,
      state: 'created',
      identity,
      redirectUrl: request.redirectUrl ?? null,
      extra: request.extra ?? null,
      referenceEvidenceId,
      errCode: null,
      createdAt: now,
      expiresAt: now + sessionLifetimeMs,
      purgeAt,
      purgedAt: null,
      deviceHash: null,
      openid: null,
      consentId: null,
      captureId: null,
      workingSince: null,
      verdicts: 0,
    }
    await deps.sessions.insert(session)
    return { session, channel: rule.channel }
  }

  async function findRule({ ruleId, account }: StartRequest): Promise<Rule> {
    const rule = await deps.rules.find(ruleId)
    if (!rule || rule.accountId !== account.accountId) {
      throw new ApiError('InvalidParameterValue.RuleIdNotExist')
    }
    if (rule.state === 'disabled') throw new ApiError('InvalidParameterValue.RuleIdDisabled')
    return rule
  }

  /** R23: the WeChat channels are for whitelisted industries only. */
  function requireEligible(account: Account, rule: Rule): void {
    const answer = checkEligibility(deps.whitelist, {
      channel: rule.channel,
      category: account.categoryId ?? '',
      credentials: account.credentials,
      ...(deps.whitelistVersion ? { version: deps.whitelistVersion } : {}),
    })
    if (!answer.eligible) {
      throw new ApiError('UnauthorizedOperation.NonAuthorize', { detail: answer.reason })
    }
  }

  function requireMode(rule: Rule): void {
    if (needsPassivePad(rule.livenessMode) && !deps.canJudgePassively) {
      throw new ApiError('UnsupportedOperation', {
        message: {
          zh: '静默与动作活体不可用：被动活体检测（PAD）模型槽为空。请先装入模型（npm run models:add），或改用光线或数字活体。',
          en: 'Silent and action liveness are not available: the passive PAD model slot is empty. Fill it (npm run models:add), or use light or digits.',
        },
      })
    }
  }

  function requireIdentity({ name, idCard }: StartRequest, rule: Rule): Identity | null {
    const isRequired = rule.identityEntry === 'caller' && rule.referenceSource === 'authority'
    if (name === undefined && idCard === undefined && !isRequired) return null
    if (name === undefined) throw missing('Name', rule)
    if (idCard === undefined) throw missing('IdCard', rule)
    return readIdentity(name, idCard)
  }

  /**
   * Rules that compare with an uploaded photo need one. Under an authority rule a photo given by the
   * integrator takes the library's place: the way out of 库中无此照片 (R35). WeChat's engine compares
   * with its own source only.
   */
  async function requireReference({ referencePhoto }: StartRequest, rule: Rule) {
    if (!referencePhoto) {
      if (rule.referenceSource === 'uploaded') throw missing('ImageBase64', rule)
      return null
    }
    if (rule.engine === 'wechat') {
      throw new ApiError('InvalidParameterValue', {
        detail: {
          zh: `流程 ${rule.ruleId} 由微信人脸核身判定，不能传入 ImageBase64。`,
          en: `Rule ${rule.ruleId} is judged by WeChat's own face API, which takes no ImageBase64.`,
        },
      })
    }
    const assessed = await deps.assessPhoto(referencePhoto, 'reference')
    if (!assessed.ok) {
      throw new ApiError(qualityCodes[assessed.reason].apiCode, {
        detail: explainFailedChecks(assessed.checks),
      })
    }
    return referencePhoto
  }
}

function missing(field: string, rule: Rule): ApiError {
  return new ApiError('MissingParameter', {
    detail: {
      zh: `流程 ${rule.ruleId} 要求传入 ${field}。`,
      en: `Rule ${rule.ruleId} requires ${field}.`,
    },
  })
}
