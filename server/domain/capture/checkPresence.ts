import type { Check } from '../check.ts'
import { checkOf } from '../checkOf.ts'
import type { LightFace, LightFrame, PaintTimeline } from '../lightFrame.ts'
import { longestGap } from '../longestGap.ts'
import { checkPaintOrder, checkPaintTimes } from '../paintChecks.ts'
import { checkStream, type StreamReason } from './checkStream.ts'
import { crowdLimits, largestCrowd, pairedShare } from './largestCrowd.ts'
import type { StreamLimits } from './streamLimits.ts'

/** Limits of what is asked of every performance in which a face does something. */
export interface PresenceLimits extends StreamLimits {
  /** A step's time on the screen against the plan, ms. */
  maxPaintDeviationMs: number
  /** Time without a frame, and without one that shows the face, ms. */
  maxFaceGapMs: number
  minInterOcularPx: number
  /** |yaw|, |pitch| and |roll|, degrees; of the median frame. */
  maxTurnDeg: number
  maxRollDeg: number
}

/** The first step changes what the screen shows, and with it the face's colour, for so long, ms. */
const settleMs = 300

export type PresenceReason =
  'paintOrder' | 'paintTime' | 'framesMissing' | 'faceLost' | 'faceSmall' | 'turned' | StreamReason

interface Presence {
  painted: PaintTimeline
  frames: readonly LightFrame[]
  /** How long each step was to be on the screen, ms. */
  durationsMs: readonly number[]
}

/**
 * Painted times against the plan, and one face throughout, before anything it did is looked at.
 *
 * @param prefix of the checks' names, the mode's
 */
export function checkPresence(
  prefix: string,
  { painted, frames, durationsMs }: Presence,
  limits: PresenceLimits,
): { reason: PresenceReason | null; checks: Check[] } {
  const order = checkPaintOrder(`${prefix}.paint.order`, painted, durationsMs)
  if (order.outcome !== 'pass') return { reason: 'paintOrder', checks: [order] }

  const [start, end] = [painted[0]!, painted.at(-1)!]
  const during = frames.filter(({ timeMs }) => timeMs >= start && timeMs <= end)
  const settled = during.filter(({ timeMs }) => timeMs >= start + settleMs)
  const times = during.map(({ timeMs }) => timeMs)
  const faces = during.flatMap(({ timeMs, face }) => (face ? [{ timeMs, face }] : []))
  const usual = (measure: (face: LightFace) => number): number =>
    median(faces.map(({ face }) => measure(face)))
  const atMost = (name: string, value: number, max: number): Check =>
    checkOf(`${prefix}.${name}`, value, { max })
  const gapOf = (seen: readonly { timeMs: number }[]): number =>
    longestGap([start, ...seen.map(({ timeMs }) => timeMs), end])
  const yawDeg = usual(face => Math.abs(face.yawDeg))
  const pitchDeg = usual(face => Math.abs(face.pitchDeg))
  const rollDeg = usual(face => Math.abs(face.rollDeg))
  const eyeDistance = checkOf(
    `${prefix}.face.eyeDistancePx`,
    usual(face => face.interOcularPx),
    { min: limits.minInterOcularPx },
  )
  const paintTimes = checkPaintTimes(
    `${prefix}.paint.deviationMs`,
    painted,
    durationsMs,
    limits.maxPaintDeviationMs,
  )
  const gates: (readonly [PresenceReason, Check])[] = [
    ['paintOrder', order],
    ['paintTime', paintTimes],
    // A camera or a line that hung, which is not the person's doing.
    ['framesMissing', atMost('frames.gapMs', gapOf(during), limits.maxFaceGapMs)],
    ['framesMissing', atMost('frames.crowd', largestCrowd(times), crowdLimits.maxCrowd)],
    ['framesMissing', atMost('frames.paired', pairedShare(times), crowdLimits.maxPaired)],
    ['faceLost', atMost('face.gapMs', gapOf(faces), limits.maxFaceGapMs)],
    ['faceSmall', eyeDistance],
    ['turned', atMost('face.yawDeg', yawDeg, limits.maxTurnDeg)],
    ['turned', atMost('face.pitchDeg', pitchDeg, limits.maxTurnDeg)],
    ['turned', atMost('face.rollDeg', rollDeg, limits.maxRollDeg)],
    ...checkStream(`${prefix}.stream`, { steady: settled, frames: during }, limits),
  ]
  const failed = gates.find(([, check]) => check.outcome !== 'pass')
  return { reason: failed?.[0] ?? null, checks: gates.map(([, check]) => check) }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}
