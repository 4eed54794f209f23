import type { ClientVerdict } from './capture.ts'
import type { DeviceRequest } from './session.ts'

/**
 * A ceremony that WeChat itself performs and judges (its face API 2.0), on rules whose engine is `wechat`:
 * `start` counts the attempt (R26) and asks WeChat for a verify id, the mini program hands that to
 * `wx.requestFacialVerify`, and `finish` asks WeChat how it ended. What the phone says of it decides
 * nothing. JSON over HTTP under `/session/native`.
 *
 * `start` takes a DeviceRequest. It refuses as the capture socket's `hello` does (consent, openid,
 * identity, rule …); Capture.EngineMismatch on rules of the kit's own engine;
 * FailedOperation.IdentityAuthLimitExceeded when the day's tries are used up; Capture.WeChatFailed when
 * WeChat gave no verify id, FailedOperation.NameFormatError or IdFormatError when it does not take the
 * identity: such a start is not counted. Before that it asks WeChat how an earlier one ended that nobody asked
 * about: a failure is kept, and after a pass, or the last failure that the rule allows, it refuses with
 * Session.Finished. A newer start takes the place of older ones: those finish no more.
 *
 * `finish` is to be asked whether `wx.requestFacialVerify` ended in success or fail: why it failed is
 * known to WeChat. A verification that nobody asks about for three minutes the server asks about itself;
 * `finish` then answers what that learned. It answers a verdict, or a refusal:
 * - over, nothing is kept, start again: Capture.Cancelled, Capture.CameraRefused,
 *   Capture.MicrophoneRefused, Capture.DevicesRefused, Capture.CameraFailed, Capture.NetworkFailed,
 *   Capture.TooLong, Capture.ModeUnsupported (this phone cannot), Capture.ChallengeExpired (the hour
 *   is over, or this was said before), Capture.WeChatFailed;
 * - not decided, ask the same again after a moment, 60 times at most: Session.Busy (being judged),
 *   Capture.Incomplete (the person has not gone through it), Capture.WeChatUnavailable (WeChat could
 *   not be asked);
 * - Capture.Superseded, Session.Finished, Session.Expired, Session.Gone, Session.Withdrawn as elsewhere.
 *
 * `/session/identity` with another identity asks about an earlier one, too, before it takes that: it refuses with
 * Capture.WeChatFailed when WeChat cannot be asked, and with Session.Finished when that one ended the session. One
 * that the person goes through after another identity was taken is void.
 */
export const nativePath = '/session/native'

export interface NativeStartAnswer {
  captureId: string
  /** For `wx.requestFacialVerify({ verifyId })`; at most 256 characters. */
  verifyId: string
}

/** May be asked again: a verdict comes back the same. */
export interface NativeFinishRequest extends DeviceRequest {
  captureId: string
}

export interface NativeFinishAnswer {
  verdict: ClientVerdict
}
