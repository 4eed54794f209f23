import type { ActionName } from '../action/generateActionChallenge.ts'
import type { LightSecret } from '../light/generateLightChallenge.ts'
import type { PaintTimeline } from '../lightFrame.ts'

/** Colours that a screen showed while the clip was recorded. */
export interface PaintedCode {
  secret: LightSecret
  /** When each step was painted, ms on the clip's clock, to within a second (alignFrames.ts). */
  painted: PaintTimeline
}

/** What the person of a recorded clip was asked to do, the whole of it at once. */
export type ClipTask =
  /** Read four digits aloud. */
  | { kind: 'digit'; code: string }
  /** Hold the face into the light of a screen. */
  | ({ kind: 'light' } & PaintedCode)
  /** The one, then the other. */
  | ({ kind: 'light-digit'; code: string } & PaintedCode)
  /** Act, in this order. */
  | { kind: 'action'; actions: readonly ActionName[] }
  /** Look at the camera. */
  | { kind: 'silent' }
