import type { ChromaTrack } from './chromaTrack.ts'
import type { PlannedSteps } from './plannedSteps.ts'
import type { PaintTimeline } from '../lightFrame.ts'

/** When and what the screen showed: painted times of the steps and their light. */
export interface ShownLight {
  painted: PaintTimeline
  lights: PlannedSteps['lights']
}

/** Which frames count: those this far from a change of the screen, ms; nought for all. */
export interface EdgeMask {
  afterMs: number
  beforeMs: number
}

/** How well a code explains a track at one lag. */
export interface CodeFit {
  /** Mean over the channels of Pearson's correlation of the expected and the seen, −1–1. */
  correlation: number
  /** Step that each frame fell in; −1 = not used. */
  steps: Int16Array
  /** Brightening of each channel by the full screen, log units; as fitted, may be negative. */
  rises: readonly [number, number, number]
  /** The chroma with offset and drift taken off, 0 in frames not used. */
  flat: Float64Array
  /** The light shown to each frame, treated alike. */
  shown: Float64Array
}

/** How much more one channel may rise than the mean: warm lamps leave blue four times as much. */
const maxUnevenness = 4

/**
 * The chroma of a code at a lag is offset + drift + P·(rise ∘ light), with P taking off the mean
 * of the channels. Offset and drift are projected out of both sides; the three rises follow by
 * least squares, because room light is not white: under a bulb the screen's blue counts four
 * times its red, and an even template would take cyan for blue.
 */
export function fitCode(
  track: ChromaTrack,
  { painted, lights }: ShownLight,
  lagMs: number,
  mask: EdgeMask,
): CodeFit {
  const steps = stepsAt(track.timesMs, painted, lagMs, mask)
  const basis = driftBasis(track.timesMs, steps, track.hasBackground ? 1 : 2)
  const shown = new Float64Array(track.chroma.length)
  for (const [frame, step] of steps.entries()) if (step >= 0) shown.set(lights[step]!, frame * 3)
  takeOff(shown, steps, basis)
  const flat = track.chroma.slice()
  takeOff(flat, steps, basis)
  const rises = fitRises(shown, flat)
  return { correlation: correlate(shown, flat, evened(rises)), steps, rises, flat, shown }
}

/** Rises that a real room can give: positive, none far from their mean; even ones if none are. */
export function evened(rises: readonly [number, number, number]): [number, number, number] {
  const mean = (rises[0] + rises[1] + rises[2]) / 3
  if (!(mean > 0)) return [1, 1, 1]
  const [low, high] = [mean / maxUnevenness, mean * maxUnevenness]
  const clip = (rise: number): number => Math.min(high, Math.max(low, rise))
  return [clip(rises[0]), clip(rises[1]), clip(rises[2])]
}

function stepsAt(
  timesMs: Float64Array,
  painted: PaintTimeline,
  lagMs: number,
  { afterMs, beforeMs }: EdgeMask,
): Int16Array {
  const steps = new Int16Array(timesMs.length).fill(-1)
  let step = 0
  for (let frame = 0; frame < timesMs.length; frame++) {
    const time = timesMs[frame]! - lagMs
    while (step < painted.length - 1 && time >= painted[step + 1]!) step++
    if (step === painted.length - 1) break
    // Nothing of the challenge changes at its first edge.
    const settled = step === 0 ? time >= painted[0]! : time >= painted[step]! + afterMs
    if (settled && time < painted[step + 1]! - beforeMs) steps[frame] = step
  }
  return steps
}

/** Orthonormal polynomials of the time up to a degree, over the frames used. */
function driftBasis(timesMs: Float64Array, steps: Int16Array, degree: number): Float64Array[] {
  const basis: Float64Array[] = []
  const middle = (timesMs[0]! + timesMs.at(-1)!) / 2
  const half = Math.max(1, (timesMs.at(-1)! - timesMs[0]!) / 2)
  for (let power = 0; power <= degree; power++) {
    const column = new Float64Array(timesMs.length)
    for (let frame = 0; frame < column.length; frame++)
      if (steps[frame]! >= 0) column[frame] = ((timesMs[frame]! - middle) / half) ** power
    for (const earlier of basis) {
      const share = dot(column, earlier)
      for (let frame = 0; frame < column.length; frame++) column[frame]! -= share * earlier[frame]!
    }
    const length = Math.sqrt(dot(column, column))
    if (length > 1e-6) basis.push(column.map(value => value / length))
  }
  return basis
}

/** Takes the basis off each of the three interleaved channels; frames not used become 0. */
function takeOff(values: Float64Array, steps: Int16Array, basis: readonly Float64Array[]): void {
  for (let frame = 0; frame < steps.length; frame++)
    if (steps[frame]! < 0) values.fill(0, frame * 3, frame * 3 + 3)
  for (const column of basis)
    for (let channel = 0; channel < 3; channel++) {
      let share = 0
      for (let frame = 0; frame < column.length; frame++)
        share += column[frame]! * values[frame * 3 + channel]!
      for (let frame = 0; frame < column.length; frame++)
        values[frame * 3 + channel]! -= share * column[frame]!
    }
}

/** Normal equations; P e_c · P e_k is 2/3 on the diagonal and −1/3 beside it. */
function fitRises(shown: Float64Array, flat: Float64Array): [number, number, number] {
  const products = new Float64Array(9)
  const sides = new Float64Array(3)
  for (let at = 0; at < shown.length; at += 3)
    for (let row = 0; row < 3; row++) {
      sides[row]! += shown[at + row]! * flat[at + row]!
      for (let column = 0; column < 3; column++)
        products[row * 3 + column]! +=
          shown[at + row]! * shown[at + column]! * (row === column ? 2 / 3 : -1 / 3)
    }
  // Keeps the solution finite where a code hardly moves one channel; a thousandth of its size.
  const ridge = (products[0]! + products[4]! + products[8]!) / 3e3 + 1e-12
  for (let row = 0; row < 3; row++) products[row * 4]! += ridge
  return solveThree(products, sides)
}

/** Cramer's rule; `m` symmetric, row by row. */
function solveThree(m: Float64Array, y: Float64Array): [number, number, number] {
  const [xx, xy, xz, yy, yz, zz] = [m[0]!, m[1]!, m[2]!, m[4]!, m[5]!, m[8]!]
  const [a, b, c] = [y[0]!, y[1]!, y[2]!]
  const minors = [yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy] as const
  const det = xx * minors[0] + xy * minors[1] + xz * minors[2]
  return [
    (a * minors[0] + b * minors[1] + c * minors[2]) / det,
    (a * minors[1] + b * (xx * zz - xz * xz) + c * (xy * xz - xx * yz)) / det,
    (a * minors[2] + b * (xy * xz - xx * yz) + c * (xx * yy - xy * xy)) / det,
  ]
}

function correlate(
  shown: Float64Array,
  flat: Float64Array,
  rises: readonly [number, number, number],
): number {
  const cross = [0, 0, 0]
  const expected = [0, 0, 0]
  const seen = [0, 0, 0]
  for (let at = 0; at < shown.length; at += 3) {
    const mean = (rises[0] * shown[at]! + rises[1] * shown[at + 1]! + rises[2] * shown[at + 2]!) / 3
    for (let channel = 0; channel < 3; channel++) {
      const template = rises[channel]! * shown[at + channel]! - mean
      cross[channel]! += template * flat[at + channel]!
      expected[channel]! += template ** 2
      seen[channel]! += flat[at + channel]! ** 2
    }
  }
  const parts = cross.map((value, channel) => {
    const size = Math.sqrt(expected[channel]! * seen[channel]!)
    return size > 1e-12 ? value / size : 0
  })
  return (parts[0]! + parts[1]! + parts[2]!) / 3
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}
