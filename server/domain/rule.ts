import type { Retention } from './account.ts'

/** Where the person is verified (R12–R18). Values are the ones of `npm run eligibility --channel`. */
export const channels = [
  'miniapp',
  'h5-native',
  'h5',
  'h5-standalone',
  'h5-pc',
  'app',
  'api',
] as const
export type Channel = (typeof channels)[number]

/**
 * Who performs and judges: this kit, or WeChat's own face API 2.0 (wechat-platform.md §1.2), which the
 * mini program only calls.
 */
export const engines = ['own', 'wechat'] as const
export type Engine = (typeof engines)[number]

export const livenessModes = ['light', 'digit', 'light-digit', 'action', 'silent'] as const
export type LivenessMode = (typeof livenessModes)[number]

/**
 * Whether a mode cannot do without a passive PAD model: that is what the mode promises, or what is asked
 * for a video may happen to show as well (design.md §4, liveness.md §0 decision 7).
 */
export function needsPassivePad(mode: LivenessMode): boolean {
  return mode === 'silent' || mode === 'action'
}

/** Whether passive PAD has a vote: what a face says or does could be a video's, colours alone could not. */
export function votesPassively(mode: LivenessMode): boolean {
  return mode === 'digit' || needsPassivePad(mode)
}

/** Whether the screen lights the face with colours of its own. */
export function hasLight(mode: LivenessMode): boolean {
  return mode === 'light-digit' || isLightAlone(mode)
}

/** Whether the person only looks at the colours. */
export function isLightAlone(mode: LivenessMode): boolean {
  return mode === 'light' || mode === 'silent'
}

/** Channel × mode, R12–R18. Anything else is refused when a rule is saved. */
export const modesOfChannel: Record<Channel, readonly LivenessMode[]> = {
  miniapp: ['light', 'digit', 'light-digit'],
  'h5-native': ['light', 'digit', 'light-digit'],
  h5: ['digit', 'action', 'silent'],
  'h5-standalone': ['digit', 'action'],
  'h5-pc': ['action'],
  app: ['light', 'digit', 'action'],
  api: ['digit', 'action', 'silent'],
}

/**
 * Whether a ceremony may be recorded first and uploaded then. A page of the native channel must never
 * make a file of it (R19), and only colours and prompted digits bind a file to its challenge.
 */
export function mayRecord({ channel, livenessMode }: Rule): boolean {
  return channel === 'miniapp' && !needsPassivePad(livenessMode)
}

/** What a RuleId names: one flow of one account. */
export interface Rule {
  ruleId: string
  accountId: string
  name: string
  channel: Channel
  livenessMode: LivenessMode
  /** `wechat`: channel miniapp only, and WeChat then chooses the liveness mode itself. */
  engine: Engine
  /**
   * `authority` = authority photo library (核身), unless DetectAuth gives ImageBase64 (R35);
   * `uploaded` = always DetectAuth's ImageBase64 (比对).
   */
  referenceSource: 'authority' | 'uploaded'
  /** Who gives name and ID number: the integrator in DetectAuth, or the person on the page. */
  identityEntry: 'caller' | 'page'
  /** Pass at Sim ≥ this, 0–100. 70 = FMR 1e-3 (design: numbers). */
  simThreshold: number
  retention: Retention
  /** Verdicts after which a BizToken is final (code 16); null = the channel's (retryLimit.ts). */
  maxAttempts: number | null
  /** R43: the non-face way offered to people who decline; a rule without one cannot be saved. */
  alternative: string
  state: 'enabled' | 'disabled'
  createdAt: number
}
