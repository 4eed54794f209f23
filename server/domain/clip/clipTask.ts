import type { ActionName } from '../action/generateActionChallenge.ts'

/** What the person of a recorded clip was asked to do, the whole of it at once. */
export type ClipTask =
  /** Read four digits aloud. */
  | { kind: 'digit'; code: string }
  /** Act, in this order. */
  | { kind: 'action'; actions: readonly ActionName[] }
  /** Look at the camera. */
  | { kind: 'silent' }
