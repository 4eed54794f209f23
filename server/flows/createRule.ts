import { randomBytes } from 'node:crypto'
import { checkEligibility, type Whitelist } from '../../industry-whitelist/index.ts'
import type { Account } from '../domain/account.ts'
import { modesOfChannel, needsPassivePad, type Rule } from '../domain/rule.ts'
import { ApiError } from '../errors.ts'

export type RuleDraft = Omit<Rule, 'ruleId' | 'accountId' | 'state' | 'createdAt'>

interface Deps {
  rules: { insert(rule: Rule): Promise<void> }
  whitelist: Whitelist
  whitelistVersion: string | null
  canJudgePassively: boolean
  clock: () => number
}

/**
 * Saves a new rule of an account, enabled.
 * @throws ApiError when channel and mode do not go together (R12–R18), WeChat's own engine could not
 * serve the rule, the account may not use the channel (R23), silent or action has no model, or no
 * non-face alternative is named (R43)
 */
export function createCreateRule(deps: Deps) {
  return async function createRule(account: Account, draft: RuleDraft): Promise<Rule> {
    const modes = modesOfChannel[draft.channel]
    if (!modes.includes(draft.livenessMode)) {
      throw new ApiError('InvalidParameterValue', {
        detail: {
          zh: `渠道 ${draft.channel} 不支持 ${draft.livenessMode}，可选：${modes.join('、')}。`,
          en: `Channel ${draft.channel} has no ${draft.livenessMode}; it offers ${modes.join(', ')}.`,
        },
      })
    }
    if (needsPassivePad(draft.livenessMode) && !deps.canJudgePassively) {
      throw new ApiError('UnsupportedOperation', {
        detail: {
          zh: '静默与动作活体需要被动活体检测（PAD）模型，当前槽位为空；装入方法见 npm run models:add。',
          en: 'Silent and action liveness need a passive PAD model, and that slot is empty: see npm run models:add.',
        },
      })
    }
    requireEngine(draft)
    if (draft.alternative.trim() === '') {
      throw new ApiError('InvalidParameterValue', {
        detail: {
          zh: '必须写明非人脸的替代核验方式。',
          en: 'Name a way to verify without a face: a rule must offer one.',
        },
      })
    }
    const answer = checkEligibility(deps.whitelist, {
      channel: draft.channel,
      category: account.categoryId ?? '',
      credentials: account.credentials,
      ...(deps.whitelistVersion ? { version: deps.whitelistVersion } : {}),
    })
    if (!answer.eligible) {
      throw new ApiError('UnauthorizedOperation.NonAuthorize', { detail: answer.reason })
    }
    const rule: Rule = {
      ...draft,
      ruleId: randomBytes(12).toString('hex'),
      accountId: account.accountId,
      state: 'enabled',
      createdAt: deps.clock(),
    }
    await deps.rules.insert(rule)
    return rule
  }
}

/** WeChat's engine is a mini program's alone, and compares with WeChat's own source. */
function requireEngine({ engine, channel, referenceSource }: RuleDraft): void {
  if (engine === 'own') return
  if (channel !== 'miniapp') {
    throw new ApiError('InvalidParameterValue', {
      detail: {
        zh: `engine wechat 只用于渠道 miniapp，不用于 ${channel}。`,
        en: `Engine wechat goes with channel miniapp only, not with ${channel}.`,
      },
    })
  }
  if (referenceSource !== 'authority') {
    throw new ApiError('InvalidParameterValue', {
      detail: {
        zh: 'engine wechat 由微信与其权威库比对，不能与上传照片比对：请使用 --reference authority。',
        en: 'Engine wechat compares with the library that WeChat asks, never with an uploaded photo: use --reference authority.',
      },
    })
  }
}
