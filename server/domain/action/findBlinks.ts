import type { LightFace } from '../lightFrame.ts'
import type { BlinkLimits } from './blinkLimits.ts'
import { findEvents, type Event } from '../capture/findEvents.ts'

/** An eye at one time, ms on the client's clock. */
export interface EyeSample {
  timeMs: number
  face: Pick<LightFace, 'eyeOpening'>
}

/**
 * Times at which the eyes closed and opened again, as long as a blink takes.
 *
 * @param openEye the person's own open eye: `eyeOpening` of a face at rest
 */
export function findBlinks(
  samples: readonly EyeSample[],
  openEye: number,
  limits: BlinkLimits,
): Event[] {
  const closure = samples.map(({ timeMs, face }) => ({
    timeMs,
    value: 1 - face.eyeOpening / openEye,
  }))
  const levels = { low: 1 - limits.openShare, high: 1 - limits.closedShare }
  return findEvents(closure, levels).filter(({ startMs, endMs }) => {
    const lengthMs = endMs - startMs
    return lengthMs >= limits.minBlinkMs && lengthMs <= limits.maxBlinkMs
  })
}
