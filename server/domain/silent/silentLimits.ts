import type { PresenceLimits } from '../capture/checkPresence.ts'

/** Limits of the silent mode. */
export interface SilentLimits extends PresenceLimits {
  /** How far a face moves that is no still picture (measureMovement.ts). */
  minMovement: number
}

/** Limits that ship: those of the other modes, movement from renders. Not measured on people. */
export const silentLimits: SilentLimits = {
  maxPaintDeviationMs: 150,
  maxFaceGapMs: 450,
  minInterOcularPx: 40,
  maxTurnDeg: 20,
  maxRollDeg: 25,
  maxCuts: 0,
  minRepeat: 0.5,
  // Rendered: living faces 3.9 and more, still pictures before a camera that trembles to 1.5.
  minMovement: 2,
}
