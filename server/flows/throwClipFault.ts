import type { ClipTask } from '../domain/clip/clipTask.ts'
import { MediaError } from '../domain/mediaError.ts'
import { ApiError } from '../errors.ts'
import { clipFault } from './clipFaults.ts'

/**
 * What went wrong with a recorded clip as the API's error; anything else as it is.
 * @throws ApiError, or the error given
 */
export function throwClipFault(error: unknown, kind: ClipTask['kind']): never {
  if (!(error instanceof MediaError)) throw error
  const { code, message } = clipFault(error.code, kind)
  throw new ApiError(code, { message, cause: error })
}
