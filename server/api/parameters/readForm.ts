import { maxValues } from './limits.ts'
import { refuseParameter } from './refuseParameter.ts'

/**
 * Reads `a=b&c=d` of a query or form body. Strict: a key may stand there once, and everything
 * outside ASCII must be percent-encoded UTF-8.
 *
 * @throws ApiError InvalidParameter
 */
export function readForm(text: string): Map<string, string> {
  const parameters = new Map<string, string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const key = decode(equals < 0 ? pair : pair.slice(0, equals))
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1), key)
    if (parameters.has(key)) refuseParameter(key, { zh: '重复出现', en: 'is there twice' })
    parameters.set(key, value)
    if (parameters.size > maxValues) {
      refuseParameter('', { zh: '参数过多', en: 'too many parameters' })
    }
  }
  return parameters
}

function decode(text: string, key = ''): string {
  if (/^[\x20-\x7e]*$/.test(text)) {
    try {
      return decodeURIComponent(text.replaceAll('+', ' '))
    } catch (error) {
      if (!(error instanceof URIError)) throw error
    }
  }
  return refuseParameter(key, { zh: '须为百分号编码的 UTF-8', en: 'must be percent-encoded UTF-8' })
}
