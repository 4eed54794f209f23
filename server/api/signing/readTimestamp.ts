import { ApiError } from '../../errors.ts'
import { isRequestTimely } from '../../requestTime.ts'

/**
 * Reads a request's timestamp, in seconds, and holds it against the clock.
 *
 * @param name where the client wrote it: `X-TC-Timestamp` or `Timestamp`
 * @throws ApiError MissingParameter, InvalidParameterValue, AuthFailure.SignatureExpire
 */
export function readTimestamp(name: string, text: string, now: number): number {
  if (text === '') {
    throw new ApiError('MissingParameter', {
      detail: { zh: `缺少 ${name}。`, en: `Send ${name}.` },
    })
  }
  if (!/^\d{1,11}$/.test(text)) {
    throw new ApiError('InvalidParameterValue', {
      detail: {
        zh: `${name} 应为 UNIX 时间戳（秒）。`,
        en: `${name} is a UNIX timestamp in seconds.`,
      },
    })
  }
  const timestamp = Number(text)
  if (isRequestTimely(timestamp, now)) return timestamp
  const difference = timestamp - Math.floor(now / 1000)
  throw new ApiError('AuthFailure.SignatureExpire', {
    detail: {
      zh: `${name} 与服务器相差 ${difference} 秒。`,
      en: `${name} differs from the server by ${difference} seconds.`,
    },
  })
}
