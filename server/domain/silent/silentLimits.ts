import type { PresenceLimits } from '../capture/checkPresence.ts'

/** Limits of the silent mode. */
export interface SilentLimits extends PresenceLimits {
  /** How far a face moves that is no still picture (measureMovement.ts). */
  minMovement: number
}

/** Limits that ship: those of the other modes; the movement as for recorded clips. Not measured on people. */
export const silentLimits: SilentLimits = {
  maxPaintDeviationMs: 150,
  maxFaceGapMs: 450,
  minInterOcularPx: 40,
  maxTurnDeg: 20,
  maxRollDeg: 25,
  minMovement: 1,
}
