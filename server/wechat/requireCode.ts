import { WeChatError } from '../domain/weChatError.ts'

/**
 * A login code comes from the person's device. What cannot be one (WeChat's have 32 letters, digits, -
 * and _; the documents give no length) is refused here and costs no call.
 *
 * @throws WeChatError codeInvalid
 */
export function requireCode(code: string, path: string): string {
  if (/^[\w-]{8,512}$/.test(code)) return code
  throw new WeChatError('codeInvalid', `${path}: not the form of a code`)
}
