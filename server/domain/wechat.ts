import type { Identity } from './person.ts'

interface Credentials {
  appId: string
  /** AppSecret. Never written to a log, an error or an answer. */
  secret: string
}

/** A certified service account (服务号): pages in WeChat, OAuth and JS-SDK. */
export type OfficialAccount = Credentials & { kind: 'official' }

export type MiniAppAccount = Credentials & { kind: 'miniapp' }

/** One WeChat account of an operator; several may be bound to one flow owner (R25). */
export type WeChatAccount = OfficialAccount | MiniAppAccount

/** A person as WeChat vouches for: the openid is the same person's under this AppID only (R26). */
export interface WeChatIdentity {
  appId: string
  openid: string
}

/** What `wx.config` takes. */
export interface PageSignature {
  appId: string
  /** Epoch seconds. */
  timestamp: number
  nonceStr: string
  /** SHA-1, hex. */
  signature: string
}

/** Whom one verification by WeChat's face API is about. */
export interface FaceSubject {
  /** Ours for this verification: 5–32 of `A–Z a–z 0–9 _ -`, once only under an AppID. */
  outSeqNo: string
  identity: Identity
  /** Under the account's own AppID. */
  openid: string
}

/** What the server asks of WeChat. Every call but `authoriseUrl` throws WeChatError. */
export interface WeChatApi {
  /** The code of `wx.login`, good once and for five minutes, for the person's openid. */
  code2Session(account: MiniAppAccount, code: string): Promise<WeChatIdentity>

  /**
   * Where to send a page in WeChat so that it comes back to `redirectUri` with `code` and `state`,
   * without a question to the person (snsapi_base). `redirectUri`: on the account's web
   * authorisation domain. `state`: 1–128 letters and digits, unguessable, kept by the caller and
   * compared when the person returns. Throws RangeError when either cannot work.
   */
  authoriseUrl(account: OfficialAccount, request: { redirectUri: string; state: string }): string

  /**
   * The code of the OAuth redirect for the person's openid. WeChat may call the redirect address more
   * than once; the second time is `codeUsed`, and sending the person round again is the cure.
   */
  readOpenid(account: OfficialAccount, code: string): Promise<WeChatIdentity>

  /**
   * Signs a page for the JS-SDK. `url` is the page's address (on iOS the one that was entered first);
   * what follows `#` is left out. The caller checks that the page is its own.
   */
  signPage(account: OfficialAccount, url: string): Promise<PageSignature>

  /**
   * Begins a verification by WeChat's face API 2.0 (getVerifyId): what `wx.requestFacialVerify` takes.
   * `lifetimeMs`: no verification starts later; an hour at most.
   */
  getVerifyId(
    account: MiniAppAccount,
    subject: FaceSubject,
  ): Promise<{ verifyId: string; lifetimeMs: number }>

  /**
   * How it ended (queryVerifyInfo): `verify_ret`, 10000 = passed (domain/verifyRet.ts). WeChatError
   * `otherPerson` when the subject is not the one that the verify id was given for.
   */
  queryVerifyInfo(
    account: MiniAppAccount,
    subject: FaceSubject & { verifyId: string },
  ): Promise<number>
}
