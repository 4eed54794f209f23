import { ApiError } from '../errors.ts'
import { readBase64, type Base64Codes } from './readBase64.ts'

interface Limits {
  maxBase64Bytes: number
  codes?: Base64Codes
}

/**
 * A picture or video that may be sent as base64 or named by a URL; base64 wins. Nothing is ever fetched:
 * a server that calls whatever address it is given can be turned against its own network.
 *
 * @param name of the pair of fields: `Video` for VideoBase64 and VideoUrl
 * @throws ApiError UnsupportedOperation for a URL alone, MissingParameter for neither, and readBase64's
 */
export function readMedia(
  name: 'Video' | 'Image',
  base64: string | undefined,
  url: string | undefined,
  { maxBase64Bytes, codes }: Limits,
): Uint8Array {
  if (base64 || (base64 === '' && !url)) {
    return readBase64(`${name}Base64`, base64, maxBase64Bytes, codes)
  }
  if (url) {
    throw new ApiError('UnsupportedOperation', {
      message: {
        zh: `本服务不下载 ${name}Url 指向的文件，请改传 ${name}Base64。`,
        en: `This server does not fetch what ${name}Url names: send ${name}Base64.`,
      },
    })
  }
  throw new ApiError('MissingParameter', {
    detail: { zh: `缺少 ${name}Base64。`, en: `Send ${name}Base64.` },
  })
}
