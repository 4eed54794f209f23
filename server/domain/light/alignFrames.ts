import type { LightFrame, PaintTimeline } from '../lightFrame.ts'
import { chromaTrack } from './chromaTrack.ts'
import { fitCode } from './fitCode.ts'
import type { LightSecret } from './generateLightChallenge.ts'
import type { LightLimits } from './lightLimits.ts'
import { plannedSteps } from './plannedSteps.ts'

/** How far the beginning of a recorded clip may lie from where the client says it does, ms. */
export const maxOffsetMs = 1000

/** Finer than half of the mask around a change: no offset falls between two of these. */
const stepMs = 40

/**
 * Puts the frames of a recorded clip on the clock of the painted times. A recorder tells its own
 * beginning badly (liveness.md §1.2), so the code itself shows where it is: the offset within
 * ±`maxOffsetMs` at which the asked colours explain the face best. What was recorded for another
 * code has more places to look right at; `evaluate codes --clips` counts how often it does.
 *
 * @param frames with times as the client states them, ms
 * @returns the same frames in the same order, later or earlier; as they are when nothing fits
 */
export function alignFrames(
  frames: readonly LightFrame[],
  { secret, painted }: { secret: LightSecret; painted: PaintTimeline },
  limits: LightLimits,
): LightFrame[] {
  const shiftMs = findShift(frames, secret, painted, limits)
  return frames.map(frame => Object.assign({}, frame, { timeMs: frame.timeMs + shiftMs }))
}

function findShift(
  frames: readonly LightFrame[],
  secret: LightSecret,
  painted: PaintTimeline,
  limits: LightLimits,
): number {
  const shown = { painted, lights: plannedSteps(secret).lights }
  const mask = { afterMs: limits.maskAfterMs, beforeMs: limits.maskBeforeMs }
  const track = chromaTrack(frames, limits)
  // The usual lag of light behind capture times stays for the decoder to find.
  const usualLagMs = (limits.minLagMs + limits.maxLagMs) / 2
  let best = { correlation: 0, shiftMs: 0 }
  for (let shiftMs = -maxOffsetMs; shiftMs <= maxOffsetMs; shiftMs += stepMs) {
    const { correlation } = fitCode(track, shown, usualLagMs - shiftMs, mask)
    if (correlation > best.correlation) best = { correlation, shiftMs }
  }
  return best.shiftMs
}
