import type { ActionName } from '../action/generateActionChallenge.ts'
import type { DigitSecret } from '../digit/generateDigitChallenge.ts'
import type { LightSecret } from '../light/generateLightChallenge.ts'
import type { PaintTimeline } from '../lightFrame.ts'

/** Colours that a screen showed while the clip was recorded. */
export interface PaintedCode {
  secret: LightSecret
  /** When each step was painted, ms on the clip's clock, to within a second (alignFrames.ts). */
  painted: PaintTimeline
}

/** Digits that were shown one at a time while the clip was recorded. */
export interface PromptedCode {
  secret: DigitSecret
  /** When each of their steps was painted (lead-in, digits, tail, end), like PaintedCode's. */
  painted: PaintTimeline
}

/** What the person of a recorded clip was asked to do, the whole of it at once. */
export type ClipTask =
  /** Read four digits aloud: all shown at once, or each when it was its turn. */
  | { kind: 'digit'; code: string; prompted?: PromptedCode }
  /** Hold the face into the light of a screen. */
  | ({ kind: 'light' } & PaintedCode)
  /** The one, then the other. */
  | ({ kind: 'light-digit'; code: string; prompted?: PromptedCode } & PaintedCode)
  /** Act, in this order. */
  | { kind: 'action'; actions: readonly ActionName[] }
  /** Look at the camera. */
  | { kind: 'silent' }
