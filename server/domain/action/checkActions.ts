import type { Event } from '../capture/findEvents.ts'
import type { Check } from '../check.ts'
import { checkOf } from '../checkOf.ts'
import { percentile } from '../percentile.ts'
import type { ActionLimits } from './actionLimits.ts'
import type { ActionReason } from './actionReasons.ts'
import { findActionEvents, type ActionEvents } from './findActionEvents.ts'
import type { ActionName, ActionStep } from './generateActionChallenge.ts'
import type { ActionFinding, ActionPerformance } from './judgeAction.ts'

/** A step with the time it was on the screen. */
interface Window extends ActionStep {
  fromMs: number
  toMs: number
}

const missing: Record<ActionName, ActionReason> = {
  blink: 'eyesNotClosed',
  openMouth: 'mouthNotOpened',
}

/**
 * Each action once, begun and ended while it was asked for, and nothing else. Eyes blink by themselves: beside a
 * blink that is asked for they may only while the mouth acts, and a little in the rests; in all not so often that
 * whoever blinks all the time has done what was asked for.
 */
export function checkActions(
  { secret, painted, frames }: ActionPerformance,
  limits: ActionLimits,
): ActionFinding {
  const windows = secret.steps.map((step, at): Window => ({
    ...step,
    fromMs: painted[at]!,
    toMs: painted[at + 1]!,
  }))
  const samples = frames.flatMap(({ timeMs, face }) => (face ? [{ timeMs, face }] : []))
  const rest = samples.filter(
    ({ timeMs }) => timeMs >= windows[0]!.fromMs && timeMs < windows[0]!.toMs,
  )
  const baseline = checkOf('action.baseline.frames', rest.length, { min: limits.minBaselineFrames })
  if (baseline.outcome !== 'pass') return { reason: 'faceLost', checks: [baseline] }

  const resting = {
    openEye: percentile(
      rest.map(({ face }) => face.eyeOpening),
      0.8,
    ),
    closedMouth: percentile(
      rest.map(({ face }) => face.mouthOpening),
      0.5,
    ),
  }
  const events = findActionEvents(samples, resting, limits)

  const asked = windows.filter(({ action }) => action)
  const askedBlinks = asked.filter(({ action }) => action === 'blink').length
  const whole = { ...windows[0]!, toMs: windows.at(-1)!.toMs }
  const otherBlinks = checkOf('action.otherBlinks', startedIn(events.blink, whole) - askedBlinks, {
    max: limits.maxOtherBlinks,
  })
  const found = [
    ...windows.flatMap((window, at) => checkWindow(window, at, events, limits)),
    ['notAsked', otherBlinks] as const,
  ]
  const done = asked.filter(window => eventsIn(events[window.action!], window, limits).length > 0)
  const anything = events.openMouth.length + events.blink.length
  const reason = found.find(([, { outcome }]) => outcome !== 'pass')?.[0] ?? null
  return {
    // Nothing of what was asked for, but other things: it follows another challenge.
    reason: reason && done.length === 0 && anything > asked.length ? 'otherActions' : reason,
    checks: [baseline, ...found.map(([, check]) => check)],
  }
}

function checkWindow(
  window: Window,
  at: number,
  events: ActionEvents,
  limits: ActionLimits,
): (readonly [ActionReason, Check])[] {
  const { action } = window
  const inside = (name: ActionName) => eventsIn(events[name], window, limits).length
  if (action === null) {
    return [
      [
        'notAsked',
        checkOf(`action.${at}.rest.openMouth`, startedIn(events.openMouth, window), { max: 0 }),
      ],
      [
        'notAsked',
        checkOf(`action.${at}.rest.blink`, startedIn(events.blink, window), {
          max: limits.maxRestBlinks,
        }),
      ],
    ]
  }
  const asked = checkOf(`action.${at}.${action}`, inside(action), { min: 1, max: 1 })
  const tooOften = inside(action) > 1
  const mouthInBlink: (readonly [ActionReason, Check])[] =
    action === 'blink'
      ? [
          [
            'notAsked',
            checkOf(`action.${at}.openMouth`, startedIn(events.openMouth, window), { max: 0 }),
          ],
        ]
      : []
  return [[tooOften ? 'notAsked' : missing[action], asked], ...mouthInBlink]
}

/** Those that answer the window's prompt: begun after a person can react, ended with its step. */
function eventsIn(
  events: readonly Event[],
  { fromMs, toMs }: Window,
  limits: ActionLimits,
): Event[] {
  return events.filter(
    ({ startMs, endMs }) =>
      startMs >= fromMs + limits.minReactionMs && endMs <= toMs + limits.maxLateMs,
  )
}

function startedIn(events: readonly Event[], { fromMs, toMs }: Window): number {
  return events.filter(({ startMs }) => startMs >= fromMs && startMs < toMs).length
}
