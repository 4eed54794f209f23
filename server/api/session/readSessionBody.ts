import { bodyParser } from '@koa/bodyparser'
import type { Middleware } from 'koa'
import type { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { formatSize } from '../formatSize.ts'
import { requireFields } from './requireFields.ts'

/** The largest body of /session, bytes. */
const maxBodyBytes = 16 * 1024

/** Reads the body as text, whatever it says it is; `parseSessionBody` judges it. */
export function createReadSessionBody(): Middleware {
  return bodyParser({
    enableTypes: ['text'],
    extendTypes: { text: ['*/*'] },
    textLimit: maxBodyBytes,
    onError(error) {
      if ('type' in error && error.type === 'entity.too.large') {
        const limit = formatSize(maxBodyBytes)
        const detail = { zh: `正文不得超过 ${limit}。`, en: `The body may have ${limit}.` }
        throw new ApiError('RequestSizeLimitExceeded', { detail })
      }
      throw new ApiError('InvalidParameter', { cause: error })
    },
  })
}

/**
 * A body → what the schema says. Only JSON: a page of elsewhere cannot send that without asking
 * first (CORS pre-flight).
 * @throws ApiError UnsupportedProtocol, InvalidParameter naming the field
 */
export function parseSessionBody<Request>(
  schema: z.ZodType<Request>,
  contentType: string,
  text: string,
): Request {
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new ApiError('UnsupportedProtocol', {
      message: {
        zh: '内容类型不受支持。请以 Content-Type: application/json 发送 JSON。',
        en: 'The content type is not supported. Send JSON with Content-Type: application/json.',
      },
    })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ApiError('InvalidParameter', {
      detail: { zh: '正文不是 JSON。', en: 'The body is not JSON.' },
      cause,
    })
  }
  return requireFields(schema, value)
}
