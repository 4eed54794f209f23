import { VisionError, type VisionFault } from '../domain/visionError.ts'
import { ApiError } from '../errors.ts'
import type { ErrorCode } from '../protocol/errorCodes.ts'
import type { Words } from '../protocol/words.ts'

/** A full queue is the caller's to wait for; the rest is ours, told apart in the log. */
const visionCodes: Record<VisionFault, ErrorCode> = {
  queueFull: 'RequestLimitExceeded',
  timedOut: 'FailedOperation.DetectEngineSystemError',
  crashed: 'FailedOperation.DetectEngineSystemError',
  closed: 'InternalError',
  modelUnusable: 'InternalError',
}

/** Not the account's rate: the workers have more photos waiting than they may. */
const busy: Words = {
  zh: '服务器繁忙，等待处理的照片过多。请稍后重试；运营方可增大 WORKERS。',
  en: 'The server is busy: too many photos wait to be looked at. Try again shortly; an operator may raise WORKERS.',
}

/**
 * A fault of the workers as the API's error; anything else as it is.
 * @throws ApiError, or the error given
 */
export function throwVisionFault(error: unknown): never {
  if (!(error instanceof VisionError)) throw error
  const isBusy = error.code === 'queueFull'
  throw new ApiError(visionCodes[error.code], { cause: error, ...(isBusy && { message: busy }) })
}
