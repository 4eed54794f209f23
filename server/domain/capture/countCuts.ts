import type { LightFace, LightFrame } from '../lightFrame.ts'
import { percentile } from '../percentile.ts'

/** Frames compared on either side of a step. */
const span = 3
/**
 * What makes a step of 1: natural logarithms of the skin's red and blue over its green, and of the
 * distance of the pupils. A gain of the camera changes neither.
 */
const unit = { colour: 0.03, size: 0.06 } as const
/** Where the opening of the eyes changes by so much, as a logarithm, twice the step is a cut: lids made steps of 2.5. */
const lidChange = 0.35
/** Share of faces whose colour can be told: what changes where it cannot is not seen. */
const minSeenShare = 0.8

/**
 * Places where the face is another one from one frame to the next, in the colour of its skin or its
 * size, and stays so: two recordings cut together, or a lamp that was switched. Frames that never came
 * hide no cut.
 *
 * @param frames under one light
 * @param minStep from where a step is a cut; 1 = .03 of the colour's or .06 of the size's logarithm
 * @returns NaN where the skin of too few can be seen
 */
export function countCuts(frames: readonly LightFrame[], minStep: number): number {
  const faces = frames.flatMap(({ face }) => (face ? [face] : []))
  const looks = faces.flatMap(face => {
    const look = lookOf(face)
    return look ? [look] : []
  })
  if (looks.length < Math.max(2 * span, minSeenShare * faces.length)) return NaN
  const steps = looks.map((_, at) => {
    const before = looks.slice(Math.max(0, at - span), at)
    const after = looks.slice(at, at + span)
    if (before.length < span || after.length < span) return 0
    const change = (axis: 0 | 1 | 2 | 3) =>
      percentile(
        after.map(look => look[axis]),
        0.5,
      ) -
      percentile(
        before.map(look => look[axis]),
        0.5,
      )
    const step = Math.hypot(change(0) / unit.colour, change(1) / unit.colour, change(2) / unit.size)
    const isCut = step >= minStep * (Math.abs(change(3)) > lidChange ? 2 : 1)
    return isCut ? step : 0
  })
  // Medians of three change over three places; the highest is the cut.
  return steps.filter((step, at) => {
    if (step === 0) return false
    const earlier = steps.slice(Math.max(0, at - span + 1), at)
    const later = steps.slice(at + 1, at + span)
    return earlier.every(each => each < step) && later.every(each => each <= step)
  }).length
}

/** Null where it cannot be told: a channel in which no light comes back has no share of it. */
function lookOf({ skin, interOcularPx, eyeOpening }: LightFace) {
  if (!skin) return null
  const [red, green, blue] = skin
  const look = [
    Math.log(red / green),
    Math.log(blue / green),
    Math.log(interOcularPx),
    Math.log(eyeOpening),
  ] as const
  return look.every(Number.isFinite) ? look : null
}
