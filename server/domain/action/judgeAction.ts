import type { Check } from '../check.ts'
import { checkPresence } from '../capture/checkPresence.ts'
import type { Liveness } from '../capture/liveness.ts'
import type { LightFrame, PaintTimeline } from '../lightFrame.ts'
import type { ActionLimits } from './actionLimits.ts'
import { actionReasons, type ActionReason } from './actionReasons.ts'
import { checkActions } from './checkActions.ts'
import { checkJaw } from './checkJaw.ts'
import type { ActionSecret } from './generateActionChallenge.ts'

/** What one ceremony left behind. */
export interface ActionPerformance {
  secret: ActionSecret
  painted: PaintTimeline
  frames: readonly LightFrame[]
}

/** A reason against, or null, and the lines of its explanation. */
export interface ActionFinding {
  reason: ActionReason | null
  checks: Check[]
}

/**
 * Were the actions performed, in order, when they were asked for (R10, liveness.md §3.1)? It cannot
 * tell a person from a video that happens to do the same, which 1 in 100 of earlier performances does at
 * the most, and one that was made up to blink all the time in 2 of 100 challenges: the passive score and the
 * comparison have to say theirs.
 */
export function judgeAction(performance: ActionPerformance, limits: ActionLimits): Liveness {
  const { secret, painted, frames } = performance
  const durationsMs = secret.steps.map(({ durationMs }) => durationMs)
  const presence = checkPresence('action', { painted, frames, durationsMs }, limits)
  if (presence.reason) return livenessOf(presence.reason, presence.checks)
  const actions = checkActions(performance, limits)
  const checks = [...presence.checks, ...actions.checks]
  if (actions.reason) return livenessOf(actions.reason, checks)
  const jaw = checkJaw(
    frames.flatMap(({ face }) => (face ? [face] : [])),
    limits,
  )
  return livenessOf(jaw.reason, [...checks, jaw.check])
}

function livenessOf(reason: ActionReason | null, checks: Check[]): Liveness {
  if (reason) return { ...actionReasons[reason], checks }
  return { outcome: 'pass', resultCode: 0, advice: null, checks }
}
