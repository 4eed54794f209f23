import type { IncomingMessage } from 'node:http'
import { ApiError } from '../errors.ts'
import { formatSize } from './formatSize.ts'

/**
 * A request's body.
 * @throws ApiError RequestSizeLimitExceeded as soon as it is over the limit; InvalidParameter when the
 * line breaks before its end
 */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const limit = formatSize(maxBytes)
  const tooLarge = new ApiError('RequestSizeLimitExceeded', {
    detail: { zh: `正文不得超过 ${limit}。`, en: `The body may have ${limit}.` },
  })
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge
  const parts: Buffer[] = []
  let total = 0
  try {
    for await (const part of request.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(part)) continue
      total += part.length
      if (total > maxBytes) throw tooLarge
      parts.push(part)
    }
  } catch (cause) {
    // A connection whose data nobody reads would never be seen to close.
    request.resume()
    throw cause === tooLarge ? cause : new ApiError('InvalidParameter', { cause })
  }
  return Buffer.concat(parts)
}
