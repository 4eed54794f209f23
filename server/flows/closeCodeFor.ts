import type { ErrorCode } from '../protocol/errorCodes.ts'
import { closeCodes } from '../protocol/capture.ts'

/** Close codes by error code; what is not here closes with `notAllowed`. */
const closeCodeOf: Partial<Record<ErrorCode, number>> = {
  'Capture.BadMessage': closeCodes.badMessage,
  'Capture.OutOfOrder': closeCodes.badMessage,
  'Capture.ClockRefused': closeCodes.badMessage,
  'Capture.ChainBroken': closeCodes.badMessage,
  'Capture.NotAnImage': closeCodes.badMessage,
  'Capture.NotSound': closeCodes.badMessage,
  'Capture.Incomplete': closeCodes.badMessage,
  'Capture.TooBig': closeCodes.tooBig,
  'Capture.TooMany': closeCodes.tooMany,
  'Capture.VersionUnsupported': closeCodes.unsupported,
  'Capture.ModeUnsupported': closeCodes.unsupported,
  'Capture.EngineMismatch': closeCodes.unsupported,
  'Capture.Idle': closeCodes.expired,
  'Capture.TooLong': closeCodes.expired,
  'Capture.ChallengeExpired': closeCodes.expired,
  'Session.Expired': closeCodes.expired,
  'Session.Gone': closeCodes.expired,
  'Session.Withdrawn': closeCodes.expired,
  'Session.Finished': closeCodes.expired,
  'Capture.Superseded': closeCodes.superseded,
  'Session.Busy': closeCodes.superseded,
  'FailedOperation.IdentityAuthLimitExceeded': closeCodes.tooMany,
  'Capture.ServerStopping': closeCodes.serverFault,
  InternalError: closeCodes.serverFault,
}

/** With which close code a socket ends that is refused with `code` (RFC 6455 §7.4.2). */
export function closeCodeFor(code: ErrorCode): number {
  return closeCodeOf[code] ?? closeCodes.notAllowed
}
