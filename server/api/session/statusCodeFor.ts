import type { ErrorCode } from '../../protocol/errorCodes.ts'

/** HTTP status by error code; what is not here is 400. */
const statusCodes: Partial<Record<ErrorCode, number>> = {
  'Session.NotFound': 404,
  'Session.Gone': 410,
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
  ResourceNotFound: 404,
  RequestSizeLimitExceeded: 413,
  UnsupportedProtocol: 415,
  InternalError: 500,
}

/** HTTP status of a refusal of /session or /recordings. */
export function statusCodeFor(code: ErrorCode): number {
  return statusCodes[code] ?? 400
}
