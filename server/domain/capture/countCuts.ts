import { gridSide, type LightFace, type LightFrame } from '../lightFrame.ts'

/** Frames compared on either side of a step. */
const span = 3
/**
 * What makes a step of 1: natural logarithms of the skin's red and blue over its green, and of the
 * distance of the pupils. A gain of the camera changes neither.
 */
const unit = { colour: 0.03, size: 0.06 } as const
/** Share of faces whose colour can be told: what changes where it cannot is not seen. */
const minSeenShare = 0.8
/**
 * Rows of the face grid in which brows, lashes and lids move, .4 eye distances above the eyes to .3 below
 * (vision/faceGrid.ts): eyes that shut change the mean of a whole face by steps of up to 3.5.
 */
const eyeRows = { from: 5, to: 11 } as const
/** Where all others begin in the grid. */
const besideEyes = Array.from({ length: gridSide ** 2 }, (_, cell) => cell)
  .filter(cell => cell < eyeRows.from * gridSide || cell >= eyeRows.to * gridSide)
  .map(cell => 3 * cell)
/** Share of them that is left out at either end; a mouth that opens is about as much. */
const trimmedShare = 0.1
/** How many of them must have a colour, on both sides of a step; rendered faces have 138 and more. */
const minCells = 60

/**
 * Places where the face is another one from one frame to the next, in the colour of its skin or its
 * size, and stays so: two recordings cut together, or a lamp that was switched. Frames that never came
 * hide no cut. The colour is that of what lies above and below the eyes, as the mean of its cells without those that
 * change most, the mouth's: from the median one a cut could be hidden that goes over the face bit by bit.
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

/** Natural logarithms. */
interface Look {
  /** Per cell beside the eyes, red over green and blue over green; not finite where no light comes back. */
  colours: Float64Array
  /** Distance of the pupils, px. */
  size: number
}

/** Null where it cannot be told: a channel in which no light comes back has no share of it. */
function lookOf({ skin, grid, interOcularPx }: LightFace): Look | null {
  if (!skin?.every(channel => channel > 0)) return null
  const colours = new Float64Array(2 * besideEyes.length)
  let seen = 0
  for (const [cell, at] of besideEyes.entries()) {
    const green = grid[at + 1] ?? NaN
    const red = Math.log(grid[at]! / green)
    const blue = Math.log(grid[at + 2]! / green)
    colours[2 * cell] = red
    colours[2 * cell + 1] = blue
    if (Number.isFinite(red + blue)) seen++
  }
  return seen < minCells ? null : { colours, size: Math.log(interOcularPx) }
}

/** The median of three looks, everywhere; NaN where one of them is. */
function usualOf(one: Look, two: Look, three: Look): Look {
  return {
    colours: one.colours.map((first, at) => median(first, two.colours[at]!, three.colours[at]!)),
    size: median(one.size, two.size, three.size),
  }
}

function median(one: number, two: number, three: number): number {
  return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three))
}

/** How far a face changes; NaN where too few cells are on both sides. */
function stepBetween(before: Look, after: Look): number {
  const redder: number[] = []
  const bluer: number[] = []
  for (let at = 0; at < before.colours.length; at += 2) {
    const red = after.colours[at]! - before.colours[at]!
    const blue = after.colours[at + 1]! - before.colours[at + 1]!
    if (!Number.isFinite(red + blue)) continue
    redder.push(red)
    bluer.push(blue)
  }
  if (redder.length < minCells) return NaN
  return Math.hypot(
    trimmedMean(redder) / unit.colour,
    trimmedMean(bluer) / unit.colour,
    (after.size - before.size) / unit.size,
  )
}

function trimmedMean(values: readonly number[]): number {
  const left = Math.floor(trimmedShare * values.length)
  const kept = Float64Array.from(values)
    .toSorted()
    .subarray(left, values.length - left)
  return kept.reduce((sum, value) => sum + value, 0) / kept.length
}
