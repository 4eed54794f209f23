import { findActionEvents } from '../action/findActionEvents.ts'
import type { ActionLimits } from '../action/actionLimits.ts'
import type { ActionName } from '../action/generateActionChallenge.ts'
import type { KeptFrame } from '../capture/captureMaterial.ts'
import type { Event } from '../capture/findEvents.ts'
import { percentile } from '../percentile.ts'

/** What was done in a clip, by name. No rest is painted: of the whole clip the eyes are open, and the mouth is shut, most of the time. */
export function clipEvents(
  frames: readonly KeptFrame[],
  limits: ActionLimits,
): Record<ActionName, Event[]> {
  const samples = frames.flatMap(({ timeMs, analysis: { face } }) =>
    face ? [{ timeMs, face }] : [],
  )
  const resting = {
    openEye: percentile(
      samples.map(({ face }) => face.eyeOpening),
      0.8,
    ),
    closedMouth: percentile(
      samples.map(({ face }) => face.mouthOpening),
      0.3,
    ),
  }
  return findActionEvents(samples, resting, limits)
}

/** The events that do the actions in their order, each the first after the one before; fewer when it breaks off. */
export function eventsInOrder(
  actions: readonly ActionName[],
  events: Record<ActionName, readonly Event[]>,
): Event[] {
  const done: Event[] = []
  for (const name of actions) {
    const freeMs = done.at(-1)?.endMs ?? -Infinity
    const next = events[name]
      .filter(({ startMs }) => startMs >= freeMs)
      .toSorted((one, other) => one.endMs - other.endMs)[0]
    if (!next) break
    done.push(next)
  }
  return done
}
