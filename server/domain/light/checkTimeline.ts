import type { Check } from '../check.ts'
import type { LightFace, LightFrame, PaintTimeline } from '../lightFrame.ts'
import { crowdLimits, largestCrowd, pairedShare } from '../capture/largestCrowd.ts'
import { checkOf } from '../checkOf.ts'
import { checkPaintOrder, checkPaintTimes } from '../paintChecks.ts'
import type { LightSecret } from './generateLightChallenge.ts'
import type { LightLimits } from './lightLimits.ts'
import type { LightReason } from './lightReasons.ts'
import { plannedSteps } from './plannedSteps.ts'

/** Was the ceremony performed as planned? `reason` is the first failed check of the fixed order. */
export interface TimelineResult {
  reason: LightReason | null
  checks: Check[]
}

/**
 * Painted times against the plan and the frames' geometry (liveness.md §1.5, challenge and
 * step 1), before any light is looked at. Frames before the lead-in or later than the longest lag
 * after the end are no part of the ceremony.
 */
export function checkTimeline(
  secret: LightSecret,
  painted: PaintTimeline,
  frames: readonly LightFrame[],
  limits: LightLimits,
): TimelineResult {
  const { durationsMs } = plannedSteps(secret)
  const order = checkPaintOrder('light.paint.order', painted, durationsMs)
  if (order.outcome !== 'pass') return { reason: 'paintOrder', checks: [order] }

  const gates: (readonly [LightReason, Check])[] = [
    ['paintOrder', order],
    [
      'paintTime',
      checkPaintTimes('light.paint.deviationMs', painted, durationsMs, limits.maxPaintDeviationMs),
    ],
    ...frameGates(painted, frames, limits),
  ]
  const failed = gates.find(([, check]) => check.outcome !== 'pass')
  return { reason: failed?.[0] ?? null, checks: gates.map(([, check]) => check) }
}

function frameGates(
  painted: PaintTimeline,
  allFrames: readonly LightFrame[],
  limits: LightLimits,
): (readonly [LightReason, Check])[] {
  const start = painted[0]!
  const end = painted.at(-1)!
  const frames = allFrames.filter(
    ({ timeMs }) => timeMs >= start && timeMs <= end + limits.maxLagMs,
  )
  const faces = frames.flatMap(({ timeMs, face }) => (face ? [{ timeMs, face }] : []))
  const several = frames.filter(({ faceCount }) => faceCount > 1).length / frames.length
  const bare = faces.filter(({ face }) => face.skin !== null)
  const luminance = median(faces.map(({ face }) => face.luminance))
  const times = frames.map(({ timeMs }) => timeMs)
  const most = (measure: (face: LightFace) => number): number =>
    Math.max(...faces.map(({ face }) => measure(face)))
  const poorSlots = (list: readonly { timeMs: number }[]): number =>
    countPoorSlots(painted, list, limits)
  const within = (name: string, value: number, max: number): Check => checkOf(name, value, { max })

  return [
    ['framesMissing', within('light.frames.poorSlots', poorSlots(frames), limits.maxPoorSlots)],
    ['framesMissing', within('light.frames.gapMs', gap(times, start, end), limits.maxFrameGapMs)],
    ['frameOrder', checkOf('light.frames.minStepMs', minStep(times), { min: 1 })],
    ['frameOrder', within('light.frames.crowd', largestCrowd(times), crowdLimits.maxCrowd)],
    ['frameOrder', within('light.frames.paired', pairedShare(times), crowdLimits.maxPaired)],
    ['severalFaces', within('light.face.several', several, limits.maxSeveralFacesShare)],
    ['faceLost', within('light.face.poorSlots', poorSlots(faces), limits.maxPoorSlots)],
    ['faceLost', within('light.face.gapMs', faceGap(frames), limits.maxFaceGapMs)],
    [
      'faceSmall',
      checkOf('light.face.eyeDistancePx', -most(face => -face.interOcularPx), {
        min: limits.minInterOcularPx,
      }),
    ],
    [
      'turned',
      within(
        'light.face.yawDeg',
        most(face => Math.abs(face.yawDeg)),
        limits.maxTurnDeg,
      ),
    ],
    [
      'turned',
      within(
        'light.face.pitchDeg',
        most(face => Math.abs(face.pitchDeg)),
        limits.maxTurnDeg,
      ),
    ],
    [
      'moved',
      within('light.face.step', largestStep(faces.map(({ face }) => face)), limits.maxStep),
    ],
    ['dark', checkOf('light.face.luminance.low', luminance, { min: limits.minLuminance })],
    ['bright', within('light.face.luminance.high', luminance, limits.maxLuminance)],
    ['covered', within('light.skin.poorSlots', poorSlots(bare), limits.maxPoorSlots)],
  ]
}

/** Slots (lead-in and tail not counted) with fewer frames than needed. */
function countPoorSlots(
  painted: PaintTimeline,
  frames: readonly { timeMs: number }[],
  { minSlotFrames }: LightLimits,
): number {
  const counts = painted.slice(1, -2).map((from, slot) => {
    const to = painted[slot + 2]!
    return frames.filter(({ timeMs }) => timeMs >= from && timeMs < to).length
  })
  return counts.filter(count => count < minSlotFrames).length
}

/** Smallest step of the capture times; NaN with fewer than two frames. */
function minStep(times: readonly number[]): number {
  if (times.length < 2) return NaN
  return times.slice(1).reduce((least, time, at) => Math.min(least, time - times[at]!), Infinity)
}

/** Longest time without a frame between the start and the end. */
function gap(times: readonly number[], start: number, end: number): number {
  const marks = [start, ...times.filter(time => time < end), end]
  return marks.slice(1).reduce((most, time, at) => Math.max(most, time - marks[at]!), 0)
}

/** Longest time between two faces that has frames without one in it: what was carried over. */
function faceGap(frames: readonly LightFrame[]): number {
  let longest = 0
  let last = frames[0]?.timeMs ?? 0
  let without = false
  for (const { timeMs, face } of frames) {
    if (!face) without = true
    if (without) longest = Math.max(longest, timeMs - last)
    if (!face) continue
    last = timeMs
    without = false
  }
  return longest
}

/** Largest change of place or size between neighbouring frames, in eye distances. */
function largestStep(faces: readonly LightFace[]): number {
  return faces.slice(1).reduce((most, face, at) => {
    const before = faces[at]!
    const way = Math.hypot(face.centre[0] - before.centre[0], face.centre[1] - before.centre[1])
    const growth = Math.abs(face.interOcularPx - before.interOcularPx)
    return Math.max(most, Math.max(way, growth) / before.interOcularPx)
  }, 0)
}

function median(values: readonly number[]): number {
  if (values.length === 0) return NaN
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
