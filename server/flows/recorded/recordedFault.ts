import { MediaError, type MediaFault } from '../../domain/mediaError.ts'
import { ApiError } from '../../errors.ts'
import type { ErrorCode } from '../../protocol/errorCodes.ts'

/** What the device is told of a clip that cannot be judged; null: the fault is ours. */
const codes: Record<MediaFault, ErrorCode | null> = {
  notMedia: 'Capture.ClipUnreadable',
  noVideo: 'Capture.ClipUnreadable',
  noFrames: 'Capture.ClipUnreadable',
  brokenMedia: 'Capture.ClipUnreadable',
  soundUnread: 'Capture.ClipUnreadable',
  cutOff: 'Capture.ClipUnreadable',
  badTimes: 'Capture.ClipUnreadable',
  badFrame: 'Capture.ClipUnreadable',
  tooFewPixels: 'Capture.ClipUnreadable',
  // A file that brings the decoder down is the file's doing: node and FFmpeg are there for all others.
  crashed: 'Capture.ClipUnreadable',
  tooMuch: 'Capture.TooBig',
  tooLong: 'Capture.TooBig',
  tooManyFrames: 'Capture.TooBig',
  tooManyPixels: 'Capture.TooBig',
  tooLarge: 'Capture.TooBig',
  timedOut: 'Capture.TooBig',
  tooMuchMemory: 'Capture.TooBig',
  busy: 'Capture.Busy',
  closed: 'Capture.ServerStopping',
  unavailable: null,
}

/**
 * The error for the device, or what was given when it is none of the clip's.
 *
 * @param isCrowded others were decoded at the same time: one that took too long may be let try again
 */
export function recordedFault(error: unknown, isCrowded: boolean): unknown {
  if (!(error instanceof MediaError)) return error
  if (error.code === 'timedOut' && isCrowded) return new ApiError('Capture.Busy', { cause: error })
  const code = codes[error.code]
  return code === null ? error : new ApiError(code, { cause: error })
}
