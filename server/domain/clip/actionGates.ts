import { checkJaw } from '../action/checkJaw.ts'
import { findActionEvents } from '../action/findActionEvents.ts'
import type { ActionName } from '../action/generateActionChallenge.ts'
import type { KeptFrame } from '../capture/captureMaterial.ts'
import type { Event } from '../capture/findEvents.ts'
import { checkOf } from '../checkOf.ts'
import { percentile } from '../percentile.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'

/**
 * Were the actions done, in the order asked, one after the other? Eyes blink by themselves, so more
 * blinks than asked for say nothing.
 *
 * @param actions each at most once
 */
export function actionGates(
  frames: readonly KeptFrame[],
  actions: readonly ActionName[],
  limits: ClipJudgeLimits,
): ClipGate[] {
  const samples = frames.flatMap(({ timeMs, analysis: { face } }) =>
    face ? [{ timeMs, face }] : [],
  )
  // No rest is painted: of the whole clip the eyes are open, and the mouth is shut, most of the time.
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
  const events = findActionEvents(samples, resting, limits.action)
  const jaw = checkJaw(
    samples.map(({ face }) => face),
    limits.action,
  )
  return [
    ['noBlink', checkOf('clip.action.blink', events.blink.length, { min: 1 })],
    ['noOpenMouth', checkOf('clip.action.openMouth', events.openMouth.length, { min: 1 })],
    [
      'tooManyActions',
      checkOf('clip.action.openMouth.most', events.openMouth.length, {
        max: limits.maxMouthOpenings,
      }),
    ],
    [
      'wrongOrder',
      checkOf('clip.action.inOrder', inOrder(actions.map(name => events[name])), {
        min: actions.length,
      }),
    ],
    [jaw.reason ?? 'jawStill', jaw.check],
  ]
}

/** How many of the lists have an event that begins after one of the list before has ended. */
function inOrder(lists: readonly (readonly Event[])[]): number {
  let freeMs = -Infinity
  let done = 0
  for (const list of lists) {
    const next = list
      .filter(({ startMs }) => startMs >= freeMs)
      .toSorted((one, other) => one.endMs - other.endMs)[0]
    if (!next) return done
    freeMs = next.endMs
    done += 1
  }
  return done
}
