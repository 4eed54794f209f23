import { blinkLimits, type BlinkLimits } from '../capture/blinkLimits.ts'
import type { PresenceLimits } from '../capture/checkPresence.ts'
import { streamLimits } from '../capture/streamLimits.ts'

/** Limits of the silent mode. */
export interface SilentLimits extends PresenceLimits, BlinkLimits {
  /** How far a face moves that is no still picture (measureMovement.ts). */
  minMovement: number
  /** The eyes are seen shut for so long, ms: in one picture alone anything may look like it. */
  minShutMs: number
}

/** Limits that ship: those of the other modes, movement from renders. Not measured on people. */
export const silentLimits: SilentLimits = {
  maxPaintDeviationMs: 150,
  // A blink of 100 ms would be missed in a longer hole.
  maxFaceGapMs: 300,
  minInterOcularPx: 40,
  maxTurnDeg: 20,
  maxRollDeg: 25,
  ...streamLimits,
  ...blinkLimits,
  // Rendered: living faces 3.9 and more, still pictures before a camera that trembles to 1.5.
  minMovement: 2,
  minShutMs: 40,
}
