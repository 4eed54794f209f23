import { WeChatError } from '../domain/weChatError.ts'
import type { Issued } from './createExpiringValue.ts'

/** Both tokens and tickets live 7,200 s at most (documents of getStableAccessToken and JS-SDK). */
const maxLifetimeS = 7_200

/**
 * Reads a token or ticket with its `expires_in` out of an answer.
 *
 * @throws WeChatError badAnswer
 */
export function readToken(
  answer: Record<string, unknown>,
  field: 'access_token' | 'ticket',
  path: string,
): Issued {
  const value = answer[field]
  const lifetimeS = answer['expires_in']
  // "At least 512 characters" is what WeChat asks to keep room for; blanks would break a header or URL.
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,2048}$/.test(value)) {
    throw new WeChatError('badAnswer', `${path}: no usable ${field}`)
  }
  if (typeof lifetimeS !== 'number' || !(lifetimeS > 0)) {
    throw new WeChatError('badAnswer', `${path}: no usable expires_in`)
  }
  return { value, lifetimeMs: Math.min(lifetimeS, maxLifetimeS) * 1000 }
}
