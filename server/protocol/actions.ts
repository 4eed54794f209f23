import type { DetectInfoBestFrame, DetectInfoIdCardData } from './detectInfo.ts'
import type { DetectInfoText, DetectInfoVideoData, Encryption } from './detectInfo.ts'

/**
 * Requests and responses of the offered actions, with the wire's own field names, letter for letter
 * (SDK typings, faceid 2018-03-01). `?` = may be left out; `| null` = always there, may be null.
 * `RequestId` is added to every response by the gateway.
 */

/** DetectAuth: opens a verification session. */
export interface DetectAuthRequest {
  RuleId: string
  /** No longer needed by the reference service; accepted. */
  TerminalType?: string
  /** 18 characters, a letter must be a capital X. Needed when the rule takes it from the caller. */
  IdCard?: string
  /** At most 32 characters. Needed when the rule takes it from the caller. */
  Name?: string
  /** At most 1024 characters; begins http:// or https:// (R33). */
  RedirectUrl?: string
  /** At most 1024 characters; comes back as Text.Extra. */
  Extra?: string
  /** jpg or png, padded base64 (RFC 4648) of at most 3 MB; for rules that compare with it. */
  ImageBase64?: string
  Encryption?: Encryption
  IntentionVerifyText?: string
  IntentionQuestions?: readonly object[]
  IntentionActions?: readonly object[]
  Config?: object
}

export interface DetectAuthResponse {
  /** Entry page; only for H5 channels, else null. */
  Url: string | null
  /** Upper-case UUID; 7,200 s to complete, results for 3 days (R28). */
  BizToken: string
}

/** GetDetectInfo: the result as one JSON text. */
export interface GetDetectInfoRequest {
  BizToken: string
  RuleId: string
  /** Digits 0–4 joined, e.g. `13`; 0 (default) = everything. */
  InfoType?: string
}

export interface GetDetectInfoResponse {
  /** JSON **text** of DetectInfo, never an object (T13). */
  DetectInfo: string
}

/** GetDetectInfoEnhanced: the result as fields. */
export interface GetDetectInfoEnhancedRequest {
  BizToken: string
  RuleId: string
  /** Digits 0–6 joined; 0 (default) = everything. */
  InfoType?: string
  /** 0–10; needs 3 in InfoType. */
  BestFramesCount?: number
  IsCutIdCardImage?: boolean
  IsNeedIdCardAvatar?: boolean
  /** Without effect in the reference service, too. */
  IsEncrypt?: boolean
  Encryption?: Encryption
  IsEncryptResponse?: boolean
  IsReturnAllVideo?: boolean
}

export interface GetDetectInfoEnhancedResponse {
  /** A block that InfoType does not ask for, or that is not there yet, is null (R31). */
  Text: DetectInfoText | null
  IdCardData: DetectInfoIdCardData | null
  BestFrame: DetectInfoBestFrame | null
  VideoData: DetectInfoVideoData | null
  Encryption: Encryption | null
  EncryptedBody: string | null
  /** Intent confirmation is not offered: false and nulls. */
  IsVerifyIntention: false
  IntentionVerifyType: null
  IntentionVerifyData: null
  IntentionQuestionResult: null
  IntentionActionResult: null
}

/** ImageRecognition: photo, name and ID number against the authority library (R1). */
export interface ImageRecognitionRequest {
  IdCard: string
  Name: string
  /** jpg or png, padded base64 (RFC 4648) of at most 3 MB. */
  ImageBase64: string
  /** Without effect in the reference service, too. */
  Optional?: string
  Encryption?: Encryption
}

export interface ImageRecognitionResponse {
  /** A **number** 0–100 with two decimals (T13). */
  Sim: number
  /** `Success` or a FailedOperation code. */
  Result: string
  Description: string
}

/** ImageRecognitionV2: the same with a tag that comes back. */
export interface ImageRecognitionV2Request extends ImageRecognitionRequest {
  /** 1–10 characters. */
  Extra?: string
}

export interface ImageRecognitionV2Response extends ImageRecognitionResponse {
  Extra: string | null
}
