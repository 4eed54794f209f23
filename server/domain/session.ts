import type { Check } from './check.ts'
import type { Identity } from './person.ts'
import type { WeChatIdentity } from './wechat.ts'

/** created → consented → capturing → judging → passed | consented | failed | expired. */
export const sessionStates = [
  'created',
  'consented',
  'capturing',
  'judging',
  'passed',
  'failed',
  'expired',
] as const
export type SessionState = (typeof sessionStates)[number]

/** One verification session: what a BizToken names. */
export interface Session {
  /** Upper-case UUID; clients check the shape before they use it. */
  bizToken: string
  accountId: string
  ruleId: string
  state: SessionState
  /** Null until the page asked for it, and again after the purge. */
  identity: Identity | null
  redirectUrl: string | null
  extra: string | null
  /** Evidence id of DetectAuth's ImageBase64, when the rule compares with an uploaded photo. */
  referenceEvidenceId: string | null
  /** Final result code (protocol/resultCodes.ts); null before the session is final. */
  errCode: number | null
  createdAt: number
  /** createdAt + 7,200 s: no capture starts after this. */
  expiresAt: number
  /** createdAt + 3 days: nothing personal is left after this. */
  purgeAt: number
  /** Epoch ms of the purge that was done; the row stays as a tombstone without personal data. */
  purgedAt: number | null
  /** SHA-256 of the secret of the device that opened it first, hex; null before that. */
  deviceHash: string | null
  /** The WeChat identity that was proven in this session (R26). */
  openid: WeChatIdentity | null
  /** Receipt of the consent that is in force. */
  consentId: string | null
  /** The capture that owns the session while it is capturing or judging. */
  captureId: string | null
  /** Epoch ms since when it is capturing or judging. */
  workingSince: number | null
  /** Verdicts so far. */
  verdicts: number
}

/** One attempt row: the ledger that metering and GetDetectInfo's LivenessDetail read. */
export interface Attempt {
  /** Unique; the RequestId of the one-shot action, or of the capture. */
  seq: string
  accountId: string
  bizToken: string | null
  ruleId: string | null
  /** `ImageRecognition`, `DetectAuth`, … */
  action: string
  /** Epoch ms. */
  requestedAt: number
  nameMasked: string
  idCardMasked: string
  /** 0–100, two decimals; null when no comparison ran. */
  sim: number | null
  errCode: number
  liveStatus: number | null
  compareStatus: number | null
  /** 比对 (uploaded photo) or 核身 (authority library). */
  chargeType: '比对' | '核身'
  isNeedCharge: boolean
  checks: Check[]
}
