import type { ClientVerdict } from '../capture.ts'
import type { Challenge } from '../challenge.ts'
import type { Hint } from '../hints.ts'
import type { OutcomeCode } from './outcomeCodes.ts'
import type { Trouble } from './troubles.ts'

/** What the server wants of the person before the camera. */
export interface SessionNeeds {
  consent: boolean
  /** The WeChat account is to be proven (OAuth; in a demo a stand-in). */
  openid: boolean
  /** Name and ID number are to be entered on the page. */
  identity: boolean
}

/** What the screen shows now. One member per screen, with all that the screen depends on. */
export type Phase =
  | { name: 'opening' }
  /** `busy`: the answer is under way; `fault`: the server's sentence about the last one. */
  | { name: 'consent' | 'identity'; busy: boolean; fault: string | null }
  /** The WeChat account is being proven. */
  | { name: 'linking' }
  | { name: 'tips' }
  /** `waitsFor`: the person (system dialog) and the camera, or the server. */
  | { name: 'starting'; waitsFor: 'camera' | 'server' }
  | PreviewPhase
  /** `step`: index of the step on screen, −1 before the first one is painted. */
  | { name: 'performing'; challenge: Challenge; step: number }
  /** `isLong`: longer than the person was told. */
  | { name: 'checking'; isLong: boolean }
  | { name: 'result'; verdict: ClientVerdict }
  /** `message`: the server's sentence, in the session's language; null = the client's own words. */
  | { name: 'trouble'; trouble: Trouble; message: string | null }
  | { name: 'over'; code: OutcomeCode }

export interface PreviewPhase {
  name: 'preview'
  /** The line on screen; null before the first hint. */
  hint: Hint | null
  /** ms on the client's clock; when `hint` was put up. */
  hintSinceMs: number
  /** The newest hint that has to wait until `hint` was readable. */
  waiting: Hint | null
  /** When `ready` was sent last, ms on the client's clock. */
  askedMs: number | null
}

export interface Ceremony {
  needs: SessionNeeds
  phase: Phase
}

/** Where every ceremony begins. */
export const firstCeremony: Ceremony = {
  needs: { consent: true, openid: true, identity: false },
  phase: { name: 'opening' },
}

/** How long things may take, ms. Product decisions; the sources are named where there is one. */
export const ceremonyTimes = {
  /** Shortest time a hint stays readable (wechat-platform sheet §7). */
  hintMs: 800,
  /** How long the face must have been right before the challenge is asked for. */
  goodMs: 600,
  /**
   * The server may answer `ready` with a hint instead of the challenge; asked again no sooner than
   * this, so that an answer on its way is not asked for twice.
   */
  askAgainMs: 2_500,
  /** Hello to welcome, and ready to challenge. */
  answerMs: 10_000,
  /** Looking for the face; after this a page with advice is kinder than a 20th hint. */
  previewMs: 60_000,
  /** What "checking" promises (same sheet: ≤ 10 s), and when waiting becomes pointless. */
  checkingMs: 10_000,
  giveUpMs: 30_000,
} as const
