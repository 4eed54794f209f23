import { needsSound } from '../protocol/challenge.ts'
import type { ConsentScope } from '../protocol/session.ts'
import type { Retention } from './account.ts'
import { hasLight, type LivenessMode } from './rule.ts'

/**
 * Changes with every change of the words below: what was agreed to must stay nameable. A receipt names
 * the text by its hash, so that one for a text that the change left alone stays good.
 */
export const consentVersion = '2026-11-30'

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
  /** The device may film the whole as one clip, and WeChat's camera films with sound. */
  mayFilm: boolean
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

/** The parts of the text that differ once a voice is recorded. */
const chineseMedia = {
  pictures: {
    title: '人脸信息处理协议',
    taken: '采集时的人脸画面',
    how: '画面经加密连接上传至处理者的服务器，用于判断是否为真人，并与身份证件照片或处理者提供的照片比对。',
    kept: '加密保存，到期删除',
    media: '画面',
    sensitive: '人脸信息',
  },
  picturesAndSound: {
    title: '人脸与声音信息处理协议',
    taken: '采集时的人脸画面和您读数字时的录音',
    how: '画面和声音经加密连接上传至处理者的服务器。画面用于判断是否为真人，并与身份证件照片或处理者提供的照片比对；声音用于核对您读出的数字，以及嘴唇是否随声音而动，不用于识别说话人。',
    kept: '画面和声音一同加密保存，到期一并删除',
    media: '画面、声音',
    sensitive: '人脸信息和声音',
  },
} as const

function chinese({ business, purpose, alternative, mode, retention, mayFilm }: Facts) {
  const hasSound = needsSound({ kind: mode })
  const { title, taken, how, kept, media, sensitive } =
    chineseMedia[hasSound ? 'picturesAndSound' : 'pictures']
  return {
    title,
    text: [
      `处理者：${business}。目的：${purpose}，即确认正在操作的是您本人。`,
      `处理内容：您的姓名、身份证号、微信账号标识，以及${taken}。${hasLight(mode) ? '采集时屏幕会变换颜色。' : ''}`,
      `处理方式：${how}${mayFilm && !hasSound ? '微信的相机可能连同周围的声音一起录下并上传；声音不使用、不保存。' : ''}不用于其他目的，不提供给其他人。`,
      retention === 'reference'
        ? `保存期限：自发起核验起三天，${kept}；判定结果与本同意记录保留备查，其中不含您的${media}与完整证件号。`
        : `保存期限：${media}与特征在得出结果后立即删除；判定结果与本同意记录保留备查，其中不含您的${media}与完整证件号。`,
      `${sensitive}是敏感个人信息，泄露可能影响您的人身与财产安全。您可以拒绝，并改用其他方式：${alternative}。`,
      '您可以在核验页面随时撤回同意，我们会立即删除本次核验的数据。未满十四周岁须由监护人同意。',
    ].join('\n'),
  }
}

const englishMedia = {
  pictures: {
    title: 'Agreement on face information',
    taken: 'pictures of your face during the capture',
    how: 'the pictures go over an encrypted connection to the server of the business. They serve to tell whether a living person is there and to compare with the photo of your ID or one that the business holds.',
    kept: 'encrypted, then erased',
    erased: 'pictures and features',
    media: 'pictures',
    sensitive: 'Face information is',
  },
  picturesAndSound: {
    title: 'Agreement on face and voice information',
    taken: 'pictures of your face and a recording of your voice while you say the digits',
    how: 'the pictures and the sound go over an encrypted connection to the server of the business. The pictures serve to tell whether a living person is there and to compare with the photo of your ID or one that the business holds. The sound serves to check the digits that you say and whether your lips move with it, not to tell whose voice it is.',
    kept: 'pictures and sound together, encrypted, then erased',
    erased: 'pictures, sound and features',
    media: 'pictures, sound',
    sensitive: 'Face information and your voice are',
  },
} as const

function english({ business, purpose, alternative, mode, retention, mayFilm }: Facts) {
  const hasSound = needsSound({ kind: mode })
  const { title, taken, how, kept, erased, media, sensitive } =
    englishMedia[hasSound ? 'picturesAndSound' : 'pictures']
  return {
    title,
    text: [
      `Who: ${business}. What for: ${purpose}, that is, to make sure that it is you who is acting.`,
      `What is taken: your name, ID number and WeChat account id, and ${taken}.${hasLight(mode) ? ' The screen will change its colours.' : ''}`,
      `How: ${how}${mayFilm && !hasSound ? ' WeChat’s camera may record and upload the sound around you as well; the sound is not used and not kept.' : ''} They serve nothing else and go to nobody else.`,
      retention === 'reference'
        ? `How long: three days from the start of the verification, ${kept}. The verdict and this receipt are kept; they hold neither ${media} nor your full ID number.`
        : `How long: ${erased} are erased as soon as there is a verdict. The verdict and this receipt are kept; they hold neither ${media} nor your full ID number.`,
      `${sensitive} sensitive: a leak may harm your safety or property. You may decline and take another way: ${alternative}.`,
      'You can withdraw your consent on this page at any time; the data of this verification are then erased at once. Below the age of fourteen a guardian has to agree.',
    ].join('\n'),
  }
}
