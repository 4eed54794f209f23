import type { Advice } from './capture.ts'
import type { ErrorCode } from './errorCodes.ts'

/**
 * The person-facing HTTP API: POST `/session/<name>`, JSON both ways, at most 16 KB. A refusal is an
 * HTTP status from 400 up with SessionRefusal as its body. `Accept-Language: en` gets English words,
 * everything else Chinese.
 */
export const sessionPath = '/session'

/** A 256-bit random number as base64url without padding: 43 characters. */
export const deviceSecretShape = /^[A-Za-z0-9_-]{43}$/

export interface SessionRefusal {
  code: ErrorCode
  message: string
}

/** What a session shows of itself to the device that bound it. */
export interface DeviceRequest {
  bizToken: string
  deviceSecret: string
}

export interface OpenRequest {
  bizToken: string
  /**
   * Kept from an earlier opening. At the first opening a client may bring its own (a lost answer then
   * does no harm); else the server makes one.
   */
  deviceSecret?: string
  /**
   * Where WeChat's OAuth is to send the person back, absolute, without `#`. Without it no address is
   * made.
   */
  pageUrl?: string
}

/** What must be agreed to before any media (R43). */
export const consentScopes = ['face', 'upload', 'compare', 'store', 'guardian'] as const
export type ConsentScope = (typeof consentScopes)[number]

export interface ConsentOffer {
  /** `YYYY-MM-DD` of the text. */
  version: string
  /** SHA-256 of `text`, hex: what the receipt names. */
  hash: string
  title: string
  /** Paragraphs are separated by a line break. */
  text: string
  /** Each is asked for; all of them are needed. */
  scopes: readonly ConsentScope[]
  /** Epoch ms of the receipt, or null. */
  givenAt: number | null
}

export interface OpenAnswer {
  deviceSecret: string
  status: SessionStatus
  /** Who asks and what for. */
  business: string
  purpose: string
  /** `light`, `digit`, `light-digit`, `action`, `silent` */
  mode: string
  /** `miniapp`, `h5-native`, … */
  channel: string
  /** Who performs and judges: this kit, or WeChat's own face API (nativeCapture.ts). */
  engine: 'own' | 'wechat'
  /** `masked`: known, read-only. `ask`: send it to /session/identity. `none`: not needed. */
  identity: { kind: 'masked'; name: string; idCard: string } | { kind: 'ask' } | { kind: 'none' }
  consent: ConsentOffer
  openid: {
    needed: boolean
    proven: boolean
    /** WeChat's OAuth page for this session and device; null where there is none to go to. */
    authorizeUrl: string | null
    /** Demo on this machine: /session/openid takes a `standIn` instead of a code (R46). */
    standIn: boolean
  }
  /** May this browser do it (R20, R22)? `needs`: the oldest version that can. */
  environment: { ok: true } | { ok: false; reason: string; needs?: string }
  /** Show the banner "demo: the WeChat check is off". */
  demo: boolean
  /** The way without a face (R43). */
  alternative: string
  /** Warn of flashing colours before the capture. */
  flashWarning: boolean
  /** Epoch ms; no capture starts after it. */
  expiresAt: number
  /** The server's clock, epoch ms. */
  serverMs: number
}

export interface ConsentRequest extends DeviceRequest {
  version: string
  hash: string
  /** The language of the text that was shown. */
  language: 'zh-CN' | 'en-US'
  scopes: readonly ConsentScope[]
}

export interface ConsentAnswer {
  /** Of the receipt; for the person to keep. */
  consentId: string
  givenAt: number
}

export interface IdentityRequest extends DeviceRequest {
  name: string
  idCard: string
}

export interface IdentityAnswer {
  name: string
  idCard: string
}

/** `code` and `state` as WeChat gave them (OAuth), `code` alone from wx.login, or a demo's `standIn`. */
export interface OpenidRequest extends DeviceRequest {
  code?: string
  state?: string
  /** 1–64 characters out of A–Z a–z 0–9 _ - */
  standIn?: string
}

/** R41. */
export type SessionStatus = 'init' | 'doing' | 'finished' | 'timeout'

export interface StatusAnswer {
  status: SessionStatus
  /** Null until the session is final. */
  outcome: 'passed' | 'failed' | null
  /** Why the last attempt did not pass; null when there is none, or it passed. */
  advice: Advice | null
  redirectUrl: string | null
}
