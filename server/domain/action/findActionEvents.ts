import { findBlinks } from './findBlinks.ts'
import { findEvents, type Event, type Sample } from '../capture/findEvents.ts'
import type { LightFace } from '../lightFrame.ts'
import type { ActionLimits } from './actionLimits.ts'
import type { ActionName } from './generateActionChallenge.ts'

/** A face at one time, ms on the client's clock. */
export interface FaceSample {
  timeMs: number
  face: Pick<LightFace, 'eyeOpening' | 'mouthOpening'>
}

/** The person's own face at rest: everything is measured against it. */
export interface RestingFace {
  openEye: number
  closedMouth: number
}

export type ActionEvents = Record<ActionName, Event[]>

/** Blinks and openings of the mouth, as long as deliberate ones are. */
export function findActionEvents(
  samples: readonly FaceSample[],
  { openEye, closedMouth }: RestingFace,
  limits: ActionLimits,
): ActionEvents {
  const opening = samples.map(({ timeMs, face }) => ({
    timeMs,
    value: face.mouthOpening - closedMouth,
  }))
  return {
    blink: findBlinks(samples, openEye, limits),
    openMouth: openingsOf(opening, limits),
  }
}

function openingsOf(opening: readonly Sample[], limits: ActionLimits): Event[] {
  const levels = { low: limits.closedRise, high: limits.openRise }
  return findEvents(opening, levels).filter(({ heldMs }) => heldMs >= limits.minOpenMs)
}
