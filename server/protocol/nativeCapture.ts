import type { ClientVerdict } from './capture.ts'
import type { DeviceRequest } from './session.ts'

/**
 * A ceremony that WeChat itself performs and judges (its face API 2.0), on rules whose engine is `wechat`:
 * `start` counts the attempt (R26) and asks WeChat for a verify id, the mini program hands that to
 * `wx.requestFacialVerify`, and `finish` asks WeChat how it ended. What the phone says of it decides
 * nothing. JSON over HTTP under `/session/native`.
 */
export const nativePath = '/session/native'

export interface NativeStartAnswer {
  captureId: string
  /** For `wx.requestFacialVerify({ verifyId })`; at most 256 characters. */
  verifyId: string
}

/** May be asked again: the same answer comes back. */
export interface NativeFinishRequest extends DeviceRequest {
  captureId: string
}

export interface NativeFinishAnswer {
  verdict: ClientVerdict
}
