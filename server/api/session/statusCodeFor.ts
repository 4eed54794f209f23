import type { ErrorCode } from '../../protocol/errorCodes.ts'

/** HTTP status by error code; what is not here is 400. */
const statusCodes: Partial<Record<ErrorCode, number>> = {
  'Session.NotFound': 404,
  'Session.Gone': 410,
  'Session.Withdrawn': 410,
  'Session.Expired': 410,
  'Session.Finished': 409,
  'Session.Busy': 409,
  'Session.OtherDevice': 403,
  'Session.OtherOpenid': 403,
  'Session.OriginRefused': 403,
  'Session.StateMismatch': 403,
  'Session.OpenidFailed': 502,
  'Session.ConsentNeeded': 409,
  'Session.ConsentOutdated': 409,
  'Session.OpenidNeeded': 409,
  'Session.IdentityFixed': 409,
  'Capture.EngineMismatch': 409,
  'Capture.OutOfOrder': 409,
  'Capture.Incomplete': 409,
  'Capture.Superseded': 409,
  'Capture.ChallengeExpired': 410,
  'Capture.TooLong': 410,
  'Capture.TooBig': 413,
  'Capture.ClipUnreadable': 422,
  'Capture.TooMany': 429,
  RequestLimitExceeded: 429,
  'FailedOperation.IdentityAuthLimitExceeded': 429,
  'Capture.Busy': 503,
  'Capture.ServerStopping': 503,
  'Capture.WeChatFailed': 502,
  'Capture.WeChatUnavailable': 502,
  ResourceNotFound: 404,
  RequestSizeLimitExceeded: 413,
  UnsupportedProtocol: 415,
  InternalError: 500,
}

/** HTTP status of a refusal of /session or /recordings. */
export function statusCodeFor(code: ErrorCode): number {
  return statusCodes[code] ?? 400
}
