import type { LightFace, LightFrame } from '../lightFrame.ts'

/** Frames compared on either side of a step. */
const span = 3
/**
 * What makes a step of 1: natural logarithms of the skin's red and blue over its green, and of the
 * distance of the pupils. A gain of the camera changes neither.
 */
const unit = { colour: 0.03, size: 0.06 } as const
/** Share of faces whose colour can be told: what changes where it cannot is not seen. */
const minSeenShare = 0.8
/** Cells of the face grid whose colour must be known, on both sides of a step; rendered faces have 238 and more. */
const minCells = 100

/**
 * Places where the face is another one from one frame to the next, in the colour of its skin or its
 * size, and stays so: two recordings cut together, or a lamp that was switched. Frames that never came
 * hide no cut. The colour changes by what it changes in the median cell of the grid: lids, lashes and
 * lips are a part of the face only.
 *
 * @param frames under one light
 * @param minStep from where a step is a cut; 1 = .03 of the colour's or .06 of the size's logarithm
 * @returns NaN where the skin of too few can be seen, or too little of it
 */
export function countCuts(frames: readonly LightFrame[], minStep: number): number {
  const faces = frames.flatMap(({ face }) => (face ? [face] : []))
  const looks = faces.flatMap(face => {
    const look = lookOf(face)
    return look ? [look] : []
  })
  if (looks.length < Math.max(2 * span, minSeenShare * faces.length)) return NaN
  const usual = looks.slice(span - 1).map((third, at) => usualOf(looks[at]!, looks[at + 1]!, third))
  const steps = usual.slice(span).map((after, at) => stepBetween(usual[at]!, after))
  if (steps.some(Number.isNaN)) return NaN
  // Medians of three change over three places; the highest is the cut.
  return steps.filter((step, at) => {
    if (step < minStep) return false
    const earlier = steps.slice(Math.max(0, at - span + 1), at)
    const later = steps.slice(at + 1, at + span)
    return earlier.every(each => each < step) && later.every(each => each <= step)
  }).length
}

/** Natural logarithms; those of a cell are not finite where it gives back no light. */
interface Look {
  /** Per cell, red over green. */
  redness: Float64Array
  /** Per cell, blue over green. */
  blueness: Float64Array
  /** One number, the distance of the pupils in px. */
  size: Float64Array
}

/** Null where it cannot be told: a channel in which no light comes back has no share of it. */
function lookOf({ skin, grid, interOcularPx }: LightFace): Look | null {
  if (!skin?.every(channel => channel > 0)) return null
  const cells = Math.floor(grid.length / 3)
  const redness = new Float64Array(cells)
  const blueness = new Float64Array(cells)
  let seen = 0
  for (let cell = 0; cell < cells; cell++) {
    const green = grid[3 * cell + 1]!
    redness[cell] = Math.log(grid[3 * cell]! / green)
    blueness[cell] = Math.log(grid[3 * cell + 2]! / green)
    if (Number.isFinite(redness[cell]! + blueness[cell]!)) seen++
  }
  if (seen < minCells) return null
  return { redness, blueness, size: Float64Array.of(Math.log(interOcularPx)) }
}

/** The median of three looks, everywhere; NaN where one of them is. */
function usualOf(one: Look, two: Look, three: Look): Look {
  const middle = (axis: keyof Look) =>
    one[axis].map((first, at) => {
      const [second, third] = [two[axis][at]!, three[axis][at]!]
      return Math.max(Math.min(first, second), Math.min(Math.max(first, second), third))
    })
  return { redness: middle('redness'), blueness: middle('blueness'), size: middle('size') }
}

/** How far a face changes; NaN where too few cells are on both sides. */
function stepBetween(before: Look, after: Look): number {
  const change = (axis: keyof Look, atLeast: number) => {
    const changes = after[axis]
      .map((value, at) => value - before[axis][at]!)
      .filter(Number.isFinite)
    return changes.length < atLeast ? NaN : changes.toSorted()[Math.floor(changes.length / 2)]!
  }
  return Math.hypot(
    change('redness', minCells) / unit.colour,
    change('blueness', minCells) / unit.colour,
    change('size', 1) / unit.size,
  )
}
