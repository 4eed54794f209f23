import type { Check } from '../check.ts'
import { checkOf } from '../checkOf.ts'
import { checkPaintOrder, checkPaintTimes } from '../paintChecks.ts'
import type { LightFace } from '../lightFrame.ts'
import type { ActionLimits } from './actionLimits.ts'
import type { ActionReason } from './actionReasons.ts'
import type { ActionFinding, ActionPerformance } from './judgeAction.ts'

/** Painted times against the plan, and one face throughout, before any action is looked at. */
export function checkActionTimeline(
  { secret, painted, frames: allFrames }: ActionPerformance,
  limits: ActionLimits,
): ActionFinding {
  const durations = secret.steps.map(({ durationMs }) => durationMs)
  const order = checkPaintOrder('action.paint.order', painted, durations)
  if (order.outcome !== 'pass') return { reason: 'paintOrder', checks: [order] }

  const [start, end] = [painted[0]!, painted.at(-1)!]
  const faces = allFrames.flatMap(({ timeMs, face }) =>
    face && timeMs >= start && timeMs <= end ? [{ timeMs, face }] : [],
  )
  const usual = (measure: (face: LightFace) => number): number =>
    median(faces.map(({ face }) => measure(face)))
  const gates: (readonly [ActionReason, Check])[] = [
    ['paintOrder', order],
    [
      'paintTime',
      checkPaintTimes('action.paint.deviationMs', painted, durations, limits.maxPaintDeviationMs),
    ],
    [
      'faceLost',
      atMost(
        'action.face.gapMs',
        longestGap([start, ...faces.map(({ timeMs }) => timeMs), end]),
        limits.maxFaceGapMs,
      ),
    ],
    [
      'faceSmall',
      checkOf(
        'action.face.eyeDistancePx',
        usual(face => face.interOcularPx),
        { min: limits.minInterOcularPx },
      ),
    ],
    [
      'turned',
      atMost(
        'action.face.yawDeg',
        usual(face => Math.abs(face.yawDeg)),
        limits.maxTurnDeg,
      ),
    ],
    [
      'turned',
      atMost(
        'action.face.pitchDeg',
        usual(face => Math.abs(face.pitchDeg)),
        limits.maxTurnDeg,
      ),
    ],
    [
      'turned',
      atMost(
        'action.face.rollDeg',
        usual(face => Math.abs(face.rollDeg)),
        limits.maxRollDeg,
      ),
    ],
  ]
  const failed = gates.find(([, check]) => check.outcome !== 'pass')
  return { reason: failed?.[0] ?? null, checks: gates.map(([, check]) => check) }
}

function atMost(name: string, value: number, max: number): Check {
  return checkOf(name, value, { max })
}

function longestGap(times: readonly number[]): number {
  return times.slice(1).reduce((most, time, at) => Math.max(most, time - times[at]!), 0)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}
