import type { ConsentScope } from '../protocol/session.ts'
import type { Retention } from './account.ts'
import type { LivenessMode } from './rule.ts'

/** Changes with every change of the words below: what was agreed to must stay nameable. */
export const consentVersion = '2026-03-01'

/** One receipt (R43): names the text, never the person. It outlives the session's data. */
export interface Consent {
  consentId: string
  bizToken: string
  accountId: string
  ruleId: string
  version: string
  /** SHA-256 of the text that was shown, hex. */
  textHash: string
  language: ConsentLanguage
  scopes: ConsentScope[]
  /** Epoch ms. */
  givenAt: number
  withdrawnAt: number | null
}

export type ConsentLanguage = 'zh-CN' | 'en-US'

interface Facts {
  business: string
  purpose: string
  alternative: string
  mode: LivenessMode
  retention: Retention
}

/**
 * What the person agrees to, in one language (PIPL articles 14, 17, 29, 30; 人脸识别技术应用安全管理办法
 * articles 5–7): who, what for, what is taken, where it goes, how long, how to decline or withdraw.
 */
export function consentText(
  facts: Facts,
  language: ConsentLanguage,
): { title: string; text: string } {
  return language === 'en-US' ? english(facts) : chinese(facts)
}

/** Everything that must be ticked; a child's guardian agrees as well. */
export function requiredScopes(
  retention: Retention,
  needsGuardian: boolean,
): readonly ConsentScope[] {
  return [
    'face',
    'upload',
    'compare',
    ...(retention === 'reference' ? (['store'] as const) : []),
    ...(needsGuardian ? (['guardian'] as const) : []),
  ]
}

/** Does the screen change its colours? */
export function hasFlash(mode: LivenessMode): boolean {
  return mode === 'light' || mode === 'light-digit'
}

function hasSound(mode: LivenessMode): boolean {
  return mode === 'digit' || mode === 'light-digit'
}

function chinese({ business, purpose, alternative, mode, retention }: Facts) {
  const flash = hasFlash(mode)
  return {
    title: '人脸信息处理协议',
    text: [
      `处理者：${business}。目的：${purpose}，即确认正在操作的是您本人。`,
      `处理内容：您的姓名、身份证号、微信账号标识，以及采集时的人脸画面${hasSound(mode) ? '与声音' : ''}。${flash ? '采集时屏幕会变换颜色。' : ''}`,
      '处理方式：画面经加密连接上传至处理者的服务器，用于判断是否为真人，并与身份证件照片或处理者提供的照片比对。不用于其他目的，不提供给其他人。',
      retention === 'reference'
        ? '保存期限：自发起核验起三天，加密保存，到期删除；判定结果与本同意记录保留备查，其中不含您的画面与完整证件号。'
        : '保存期限：画面与特征在得出结果后立即删除；判定结果与本同意记录保留备查，其中不含您的画面与完整证件号。',
      `人脸信息是敏感个人信息，泄露可能影响您的人身与财产安全。您可以拒绝，并改用其他方式：${alternative}。`,
      '您可以在核验页面随时撤回同意，我们会立即删除本次核验的数据。未满十四周岁须由监护人同意。',
    ].join('\n'),
  }
}

function english({ business, purpose, alternative, mode, retention }: Facts) {
  const flash = hasFlash(mode)
  return {
    title: 'Agreement on face information',
    text: [
      `Who: ${business}. What for: ${purpose}, that is, to make sure that it is you who is acting.`,
      `What is taken: your name, ID number and WeChat account id, and pictures of your face${hasSound(mode) ? ' and your voice' : ''} during the capture.${flash ? ' The screen will change its colours.' : ''}`,
      'How: the pictures go over an encrypted connection to the server of the business. They serve to tell whether a living person is there and to compare with the photo of your ID or one that the business holds. They serve nothing else and go to nobody else.',
      retention === 'reference'
        ? 'How long: three days from the start of the verification, encrypted, then erased. The verdict and this receipt are kept; they hold neither pictures nor your full ID number.'
        : 'How long: pictures and features are erased as soon as there is a verdict. The verdict and this receipt are kept; they hold neither pictures nor your full ID number.',
      `Face information is sensitive: a leak may harm your safety or property. You may decline and take another way: ${alternative}.`,
      'You can withdraw your consent on this page at any time; the data of this verification are then erased at once. Below the age of fourteen a guardian has to agree.',
    ].join('\n'),
  }
}
