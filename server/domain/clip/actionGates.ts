import { checkJaw } from '../action/checkJaw.ts'
import type { ActionName } from '../action/generateActionChallenge.ts'
import type { KeptFrame } from '../capture/captureMaterial.ts'
import { checkOf } from '../checkOf.ts'
import { clipEvents, eventsInOrder } from './clipEvents.ts'
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
  const events = clipEvents(frames, limits.action)
  const jaw = checkJaw(
    frames.flatMap(({ analysis: { face } }) => (face ? [face] : [])),
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
      checkOf('clip.action.inOrder', eventsInOrder(actions, events).length, {
        min: actions.length,
      }),
    ],
    [jaw.reason ?? 'jawStill', jaw.check],
  ]
}
