import { bodyParser } from '@koa/bodyparser'
import type { Middleware } from 'koa'
import { ApiError } from '../../errors.ts'
import { formatSize } from '../formatSize.ts'
import type { GatewayState } from '../gatewayState.ts'

/** Headers that steer the request; a proxy and this server might each believe another copy. */
const singleHeaders = [
  'host',
  'authorization',
  'content-type',
  'x-tc-action',
  'x-tc-version',
  'x-tc-timestamp',
  'x-tc-content-sha256',
]

/**
 * Reads the body's exact bytes, up to `maxBodyBytes`.
 *
 * The parser runs in its text mode with the `binary` encoding, which maps bytes to characters one
 * to one: byte order marks and invalid UTF-8 survive, and the signature covers the bytes as sent
 * (T11). JSON is parsed after the signature held.
 */
export function createReadRequest(maxBodyBytes: number): Middleware<GatewayState> {
  const parse = bodyParser({
    encoding: 'binary',
    enableTypes: ['text'],
    extendTypes: { text: ['*/*'] },
    textLimit: maxBodyBytes,
    onError(error) {
      throw readingError(error, maxBodyBytes)
    },
  })
  return async function readRequest(ctx, next) {
    for (const name of singleHeaders) {
      if ((ctx.req.headersDistinct[name]?.length ?? 0) > 1) {
        throw new ApiError('InvalidParameter', {
          detail: { zh: `请求头 ${name} 重复出现。`, en: `The header ${name} is sent twice.` },
        })
      }
    }
    ctx.state.rawQuery = readQuery(ctx.req.url ?? '')
    ctx.state.rawBody = Buffer.alloc(0)
    if (ctx.method !== 'POST') return next()

    // The parser would inflate, and the signature covers the bytes before that.
    const encoding = ctx.get('Content-Encoding')
    if (encoding !== '' && encoding !== 'identity') {
      throw new ApiError('UnsupportedProtocol', {
        detail: { zh: '不接受压缩的正文。', en: 'A compressed body is not accepted.' },
      })
    }
    await parse(ctx, async () => {})
    ctx.state.rawBody = Buffer.from(ctx.request.rawBody ?? '', 'latin1')
    return next()
  }
}

function readQuery(url: string): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start + 1)
}

function readingError(error: Error, maxBodyBytes: number): ApiError {
  if ('type' in error && error.type === 'entity.too.large') {
    return new ApiError('RequestSizeLimitExceeded', {
      detail: {
        zh: `正文不得超过 ${formatSize(maxBodyBytes)}。图片请压缩；视频请将码率降到 500k 或剪短。`,
        en: `The body may have ${formatSize(maxBodyBytes)}. Compress the image; for a video lower the bit rate to 500k or cut it.`,
      },
    })
  }
  return new ApiError('InvalidParameter', {
    detail: { zh: '请求正文未能完整读取。', en: 'The body could not be read to its end.' },
  })
}
