import { MediaError } from '../domain/mediaError.ts'
import { ApiError } from '../errors.ts'

/**
 * What went wrong with a recorded clip as the API's error; anything else as it is.
 * @throws ApiError, or the error given
 */
export function throwClipFault(error: unknown): never {
  if (!(error instanceof MediaError)) throw error
  throw new ApiError('FailedOperation.VideoDecodeFailed', { cause: error })
}
