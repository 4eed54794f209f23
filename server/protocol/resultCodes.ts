import { errorCodes, type ErrorCode } from './errorCodes.ts'
import type { Words } from './words.ts'

interface Row {
  /** Value of Text.ErrCode, LiveStatus, Comparestatus and of DetectDetail's twins; 0 = pass. */
  readonly code: number
  /** The string that the one-shot actions use for the same outcome; null = there is none. */
  readonly apiCode: ErrorCode | 'Success' | null
  /** Standard price list: is an attempt that ends so metered (R36). */
  readonly charged: boolean
  /** Own words; a row without them speaks the sentence of its apiCode. */
  readonly words?: Words
}

const finished = { zh: '本次核验已结束。', en: 'This verification is already finished.' }
const retries = { zh: '核验次数已达上限。', en: 'The retry limit of this BizToken is reached.' }
const unfinished = { zh: '核验流程未完成。', en: 'The verification is not finished.' }
const frequent = { zh: '操作过于频繁。', en: 'Too many tries.' }
const outside = { zh: '不在有效期内。', en: 'Outside the period of validity.' }
const noPicture = { zh: '获取微信图片失败。', en: 'The picture could not be fetched from WeChat.' }
const noVideo = { zh: '获取微信视频失败。', en: 'The video could not be fetched from WeChat.' }
const noPermission = { zh: '没有该接口的权限。', en: 'No permission for this interface.' }
const notAuthorised = {
  zh: '公众号或小程序尚未授权。',
  en: 'The official account or mini program has not granted its permission.',
}
const otherCard = { zh: '证件号码与传入的不一致。', en: 'The card differs from the number passed.' }
const oldCard = { zh: '证件已过期。', en: 'The card has expired.' }
const libraryFault = { zh: '照片库故障。请稍后重试。', en: 'The photo library failed. Try later.' }
const noWeChatResult = {
  zh: '未能取得微信活体结果。',
  en: 'The liveness result could not be fetched from WeChat.',
}
const network = {
  zh: '活体检测时网络不稳定。请换好网络重试。',
  en: 'The network was unstable during liveness. Try again on a better one.',
}

/**
 * The numeric outcomes of a verification (reference sheet §3b: product documents 1007/31082,
 * 1007/115318, 1007/101997 and the older combined list). `apiCode` was matched by meaning.
 */
export const resultCodes = [
  { code: 0, apiCode: 'Success', charged: true, words: { zh: '成功', en: 'Success' } },
  { code: 1, apiCode: 'InvalidParameter', charged: false },
  { code: 2, apiCode: 'InvalidParameter', charged: false },
  { code: 3, apiCode: 'InvalidParameter', charged: false },
  { code: 4, apiCode: 'InternalError', charged: false },
  { code: 7, apiCode: 'InternalError', charged: false },
  { code: 8, apiCode: 'InternalError', charged: false },
  { code: 9, apiCode: 'InternalError', charged: false },
  { code: 10, apiCode: 'InternalError', charged: false },
  { code: 11, apiCode: 'InternalError', charged: false },
  { code: 12, apiCode: 'InternalError', charged: false },
  { code: 13, apiCode: 'InternalError', charged: false },
  { code: 14, apiCode: null, charged: false, words: finished },
  { code: 15, apiCode: 'InvalidParameterValue.BizTokenExpired', charged: false },
  { code: 16, apiCode: null, charged: false, words: retries },
  { code: 17, apiCode: null, charged: false, words: unfinished },
  { code: 18, apiCode: null, charged: false, words: frequent },
  { code: 19, apiCode: null, charged: false, words: outside },
  { code: 201, apiCode: null, charged: false, words: noPicture },
  { code: 202, apiCode: null, charged: false, words: noVideo },
  { code: 203, apiCode: null, charged: false, words: noPermission },
  { code: 204, apiCode: null, charged: false, words: notAuthorised },
  { code: 301, apiCode: null, charged: false, words: otherCard },
  { code: 302, apiCode: null, charged: false, words: oldCard },
  { code: 303, apiCode: 'FailedOperation.OcrFailed', charged: false },
  { code: 1001, apiCode: 'FailedOperation.LivessSystemError', charged: false },
  { code: 1002, apiCode: 'FailedOperation.LivessDetectFake', charged: false },
  { code: 1003, apiCode: 'FailedOperation.LivessUnknownError', charged: false },
  { code: 1004, apiCode: 'FailedOperation.LivessDetectFail', charged: false },
  { code: 1005, apiCode: 'FailedOperation.LivessDetectFail', charged: false },
  { code: 1006, apiCode: null, charged: false, words: libraryFault },
  { code: 1007, apiCode: null, charged: false, words: noWeChatResult },
  { code: 1008, apiCode: null, charged: false, words: network },
  { code: 1101, apiCode: 'FailedOperation.LipVoiceDetect', charged: false },
  { code: 1102, apiCode: 'FailedOperation.LipFaceIncomplete', charged: false },
  { code: 1103, apiCode: 'FailedOperation.LipVoiceRecognize', charged: false },
  { code: 1104, apiCode: 'FailedOperation.LipVideoInvalid', charged: false },
  { code: 1105, apiCode: 'FailedOperation.LipNetFailed', charged: false },
  { code: 1106, apiCode: 'FailedOperation.LipVoiceLow', charged: false },
  { code: 1107, apiCode: 'FailedOperation.LipSizeError', charged: false },
  { code: 1108, apiCode: 'FailedOperation.LipVideoQuaility', charged: false },
  { code: 1109, apiCode: 'FailedOperation.LipMoveSmall', charged: false },
  { code: 1201, apiCode: 'FailedOperation.ActionLightDark', charged: false },
  { code: 1202, apiCode: 'FailedOperation.ActionLightStrong', charged: false },
  { code: 1203, apiCode: 'FailedOperation.ActionFaceClose', charged: false },
  { code: 1204, apiCode: 'FailedOperation.ActionFaceRight', charged: false },
  { code: 1205, apiCode: 'FailedOperation.ActionFaceFar', charged: false },
  { code: 1206, apiCode: 'FailedOperation.ActionFaceLeft', charged: false },
  { code: 1207, apiCode: 'FailedOperation.ActionCloseEye', charged: false },
  { code: 1208, apiCode: 'FailedOperation.ActionFirstAction', charged: false },
  { code: 1209, apiCode: 'FailedOperation.ActionOpenMouth', charged: false },
  { code: 1210, apiCode: 'FailedOperation.ActionNodetectFace', charged: false },
  { code: 1301, apiCode: 'FailedOperation.SilentDetectFail', charged: false },
  { code: 1302, apiCode: 'FailedOperation.SilentThreshold', charged: false },
  { code: 1303, apiCode: 'FailedOperation.SilentTooShort', charged: false },
  { code: 2001, apiCode: 'FailedOperation.CompareSystemError', charged: false },
  { code: 2002, apiCode: 'FailedOperation.NameFormatError', charged: false },
  { code: 2003, apiCode: 'FailedOperation.IdFormatError', charged: false },
  { code: 2004, apiCode: 'FailedOperation.LifePhotoSizeError', charged: false },
  { code: 2005, apiCode: 'FailedOperation.IdNoExistSystem', charged: false },
  { code: 2006, apiCode: 'FailedOperation.IdNameMisMatch', charged: true },
  // 2007 and 2009–2015 are free since the notice of 2021-07-19.
  { code: 2007, apiCode: 'FailedOperation.IdPhotoNoExist', charged: false },
  { code: 2008, apiCode: 'FailedOperation.IdPhotoSystemNoanswer', charged: false },
  { code: 2009, apiCode: 'FailedOperation.IdPhotoPoorQuality', charged: false },
  { code: 2010, apiCode: 'FailedOperation.LivessBestFrameError', charged: false },
  { code: 2011, apiCode: 'FailedOperation.LifePhotoDetectFake', charged: false },
  { code: 2012, apiCode: 'FailedOperation.LifePhotoDetectFaces', charged: false },
  { code: 2013, apiCode: 'FailedOperation.LifePhotoDetectNoFaces', charged: false },
  { code: 2014, apiCode: 'FailedOperation.LifePhotoPoorQuality', charged: false },
  { code: 2015, apiCode: 'FailedOperation.CompareFail', charged: false },
  { code: 2016, apiCode: 'FailedOperation.CompareLowSimilarity', charged: true },
  { code: 2017, apiCode: 'FailedOperation.CompareLibServiceUnavailable', charged: false },
  { code: 2018, apiCode: 'FailedOperation.IdentityAuthLimitExceeded', charged: false },
] as const satisfies readonly Row[]

/** One of the numeric codes above. */
export type ResultCode = (typeof resultCodes)[number]['code']

/** The price list "Plus" also meters a suspected non-live recording (1007/31082). */
export const plusChargedCodes: readonly ResultCode[] = [1002]

/** What a numeric code means: its words, its API code and whether it is metered. */
export interface ResultMeaning extends Words {
  readonly code: ResultCode
  readonly apiCode: ErrorCode | 'Success' | null
  readonly charged: boolean
}

/**
 * The meaning of one numeric code.
 *
 * @throws RangeError for a number that is not in the table: a programming error, never input
 */
export function resultCode(code: number): ResultMeaning {
  const row = resultCodes.find(candidate => candidate.code === code)
  if (!row) throw new RangeError(`${code} is not a result code`)
  const words: Words = 'words' in row ? row.words : errorCodes[row.apiCode]
  return { code: row.code, zh: words.zh, en: words.en, apiCode: row.apiCode, charged: row.charged }
}

/**
 * The numeric code that the ledger keeps for the outcome of a one-shot action; the lowest where
 * several share an API code (1 for InvalidParameter, 4 for InternalError); null when there is none.
 */
export function findResultCode(apiCode: ErrorCode | 'Success'): ResultCode | null {
  return resultCodes.find(row => row.apiCode === apiCode)?.code ?? null
}
