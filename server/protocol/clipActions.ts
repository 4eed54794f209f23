import type { Encryption } from './detectInfo.ts'

/**
 * Requests and responses of the one-shot actions over recorded videos; manner as in actions.ts.
 */

/** GetLiveCode takes nothing. */
export type GetLiveCodeRequest = Record<string, never>

export interface GetLiveCodeResponse {
  /** Four digits. */
  LiveCode: string
}

/** GetActionSequence: the order in which to act. */
export interface GetActionSequenceRequest {
  /** Without effect in the reference service, too. */
  ActionType?: string
}

export interface GetActionSequenceResponse {
  /** `1,2` or `2,1`: 1 = open the mouth, 2 = close the eyes. */
  ActionSequence: string
}

/** How the person of a video shows to be there: reads digits, acts, or just looks. */
export type LivenessType = 'LIP' | 'ACTION' | 'SILENT'

interface LivenessClip {
  LivenessType: LivenessType
  /** mp4, avi, flv; padded base64 (RFC 4648) of at most 8 MB. */
  VideoBase64?: string
  /** Base64 wins if both are given. */
  VideoUrl?: string
  /** LIP: the LiveCode. ACTION: the ActionSequence. SILENT: empty. */
  ValidateData?: string
  /** JSON text, `{"BestFrameNum":2}`: 2–10. */
  Optional?: string
}

/** LivenessRecognition: video, name and ID number against the authority library (R2). */
export interface LivenessRecognitionRequest extends LivenessClip {
  IdCard: string
  Name: string
  Encryption?: Encryption
}

/** LivenessCompare: video against a photo (R3). */
export interface LivenessCompareRequest extends LivenessClip {
  /** jpg or png, padded base64 of at most 3 MB. */
  ImageBase64?: string
  /** Base64 wins if both are given. */
  ImageUrl?: string
}

export interface LivenessRecognitionResponse {
  /** jpg; null unless passed. */
  BestFrameBase64: string | null
  /** A **number** 0–100 with two decimals (T13); 0 when no comparison ran. */
  Sim: number
  /** `Success` or a FailedOperation code. */
  Result: string
  Description: string
  /** As many as BestFrameNum asks for, at most; null unless passed and asked for. */
  BestFrameList: string[] | null
}

export type LivenessCompareResponse = LivenessRecognitionResponse
