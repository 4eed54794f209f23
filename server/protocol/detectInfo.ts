import type { LivenessModeNumber } from './livenessModes.ts'

/**
 * The blocks of a verification's result. Letter case is inconsistent by design of the wire (T12:
 * `Text.ErrCode` but `LivenessDetail[].Errcode`), and so are types (T13: `Sim` is text here).
 */

/** Data encryption of a request or response (document 1007/47180). */
export interface Encryption {
  EncryptList: readonly string[]
  CiphertextBlob: string
  /** 16 characters. */
  Iv: string
  /** AES-256-CBC (default) or SM4-GCM. */
  Algorithm?: string
  TagList?: readonly string[]
}

/** GetDetectInfoEnhanced → Text. */
export interface DetectInfoText {
  /** Final outcome, see resultCodes; 0 = pass; null before the first attempt. */
  ErrCode: number | null
  ErrMsg: string | null
  IdCard: string | null
  /** 0 resident ID card, 1 residence permit of Hong Kong, Macao, Taiwan, 2 other. */
  UseIDType: number | null
  Name: string | null
  OcrNation: string | null
  OcrAddress: string | null
  /** YYYY/M/D */
  OcrBirth: string | null
  OcrAuthority: string | null
  /** YYYY.MM.DD-YYYY.MM.DD */
  OcrValidDate: string | null
  OcrName: string | null
  OcrIdCard: string | null
  OcrGender: string | null
  IdInfoFrom: 'NFC' | 'OCR' | '手动输入' | '其他' | null
  LiveStatus: number | null
  LiveMsg: string | null
  Comparestatus: number | null
  Comparemsg: string | null
  /** **Text** with two decimals, "0.00"–"100.00". */
  Sim: string | null
  /** Longitude and latitude. */
  Location: string | null
  Extra: string | null
  LivenessDetail: readonly DetectDetail[] | null
  LivenessInfoTag: readonly string[] | null
  Mobile: string | null
  CompareLibType: string | null
  LivenessMode: LivenessModeNumber | null
  NFCRequestIds: readonly string[] | null
  NFCBillingCounts: number | null
  PassNo: string | null
  VisaNum: string | null
  LivenessActionSequence: string | null
}

/** One attempt in Text.LivenessDetail; the basis of metering. */
export interface DetectDetail {
  /** Epoch ms as 13 digits of text. */
  ReqTime: string | null
  Seq: string | null
  Idcard: string | null
  Name: string | null
  /** **Text** with two decimals. */
  Sim: string | null
  IsNeedCharge: boolean | null
  Errcode: number | null
  Errmsg: string | null
  Livestatus: number | null
  Livemsg: string | null
  Comparestatus: number | null
  Comparemsg: string | null
  CompareLibType: string | null
  LivenessMode: LivenessModeNumber | null
}

/** GetDetectInfoEnhanced → IdCardData; images as base64. */
export interface DetectInfoIdCardData {
  OcrFront: string | null
  OcrBack: string | null
  ProcessedFrontImage: string | null
  ProcessedBackImage: string | null
  Avatar: string | null
  WarnInfos: readonly number[] | null
  BackWarnInfos: readonly number[] | null
}

/** GetDetectInfoEnhanced → BestFrame; images as base64. */
export interface DetectInfoBestFrame {
  BestFrame: string | null
  /** At most 10. */
  BestFrames: readonly string[] | null
}

/** GetDetectInfoEnhanced → VideoData; video as base64. */
export interface DetectInfoVideoData {
  LivenessVideo: string | null
  LivenessVideos: readonly { Seq: string | null; Video: string | null }[] | null
}

/** What GetDetectInfo's JSON text parses to; its `Detail` differs from Enhanced's on purpose. */
export interface DetectInfo {
  Text: DetectInfoLegacyText | null
  IdCardData: Pick<DetectInfoIdCardData, 'OcrFront' | 'OcrBack'> | null
  BestFrame: Pick<DetectInfoBestFrame, 'BestFrame'> | null
  VideoData: Pick<DetectInfoVideoData, 'LivenessVideo'> | null
}

/** GetDetectInfo → DetectInfo → Text. */
export interface DetectInfoLegacyText extends Pick<
  DetectInfoText,
  | 'ErrCode'
  | 'ErrMsg'
  | 'IdCard'
  | 'Name'
  | 'OcrNation'
  | 'OcrAddress'
  | 'OcrBirth'
  | 'OcrAuthority'
  | 'OcrValidDate'
  | 'OcrName'
  | 'OcrIdCard'
  | 'OcrGender'
  | 'LiveStatus'
  | 'LiveMsg'
  | 'Comparestatus'
  | 'Comparemsg'
  | 'Sim'
  | 'Location'
  | 'Extra'
> {
  Detail: { LivenessData: readonly LivenessData[] }
}

/** One attempt in DetectInfo.Text.Detail.LivenessData. */
export interface LivenessData {
  ErrCode: number | null
  ErrMsg: string | null
  /** Epoch ms as 13 digits of text. */
  ReqTime: string | null
  IdCard: string | null
  Name: string | null
}
