import { WeChatError } from '../domain/weChatError.ts'

/**
 * Reads the openid out of an answer. Everything else in it (session_key, the person's own access
 * token, unionid) is not needed and not kept.
 *
 * @throws WeChatError virtualUser, badAnswer
 */
export function openidOf(answer: Record<string, unknown>, path: string): string {
  // Sent for snapshot pages only, where openid belongs to a user that WeChat made up.
  const snapshot = answer['is_snapshotuser']
  if (snapshot !== undefined && snapshot !== 0) {
    throw new WeChatError('virtualUser', `${path}: a snapshot page's made-up user`)
  }
  const openid = answer['openid']
  // 28 characters today; the documents give no length.
  if (typeof openid !== 'string' || !/^[\w-]{1,128}$/.test(openid)) {
    throw new WeChatError('badAnswer', `${path}: no usable openid`)
  }
  return openid
}
