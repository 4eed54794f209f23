/** What went wrong between the server and WeChat, by who has to do something about it. */
export type WeChatFault =
  /** The person logs in again: the code is wrong or of another AppID, was used, or is too old. */
  | 'codeInvalid'
  | 'codeUsed'
  | 'codeExpired'
  /** WeChat holds this person's login for risky (40226). */
  | 'personBlocked'
  /** A snapshot page (网页快照): WeChat gave the openid of a made-up user, which identifies nobody. */
  | 'virtualUser'
  /** Try again later: WeChat is busy (after one retry), or its rate or quota is used up. */
  | 'busy'
  | 'tooFrequent'
  /** The operator repairs the account: AppID or AppSecret is wrong or frozen. */
  | 'credentials'
  /** The server's address is not on the account's IP list (40164). */
  | 'addressNotAllowed'
  /** The account may not call this, or is limited. */
  | 'notPermitted'
  /** WeChat does not take this name or ID number (84014, 84015). */
  | 'nameRefused'
  | 'idCardRefused'
  /** A verification belongs to another person, account or serial number (84017, 84018, 84020). */
  | 'otherPerson'
  /** A verify id is older than its hour (84022). */
  | 'verifyIdExpired'
  /** A token that WeChat gave a moment ago was refused twice. */
  | 'tokenRefused'
  /** WeChat refused with a code that is none of the above; see `errcode`. */
  | 'refused'
  /** No answer, or none that can be read. */
  | 'timedOut'
  | 'unreachable'
  | 'badAnswer'

/**
 * The one error of WeChatApi. `code` is what a flow maps; `errcode` is WeChat's own number, null when
 * WeChat gave none. The message is for the log and holds neither secrets, codes nor tokens. There is
 * no `cause`: what fetch throws may quote the address, and with it the AppSecret.
 */
export class WeChatError extends Error {
  readonly code: WeChatFault
  readonly errcode: number | null

  constructor(code: WeChatFault, message: string, errcode: number | null = null) {
    super(message)
    this.name = 'WeChatError'
    this.code = code
    this.errcode = errcode
  }
}
