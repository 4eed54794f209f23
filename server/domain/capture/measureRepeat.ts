import type { LightFace, LightFrame } from '../lightFrame.ts'
import { percentile } from '../percentile.ts'

/** Shortest and longest period looked for, and how much of it must be seen again at least, ms. */
const minPeriodMs = 700
const maxPeriodMs = 5000
const minSharedMs = 1500
const stepMs = 20
/** A period is held against those that are shorter and longer by so much, ms. */
const besideMs = [200, 400] as const
/**
 * In usual deviations, the most that a movement counts between two frames: lips that speak, in a rhythm, would
 * else be all that is compared.
 */
const mostDeviations = 5
/** Fewer movements agree by chance. */
const minMoves = 3
/**
 * What moves less by its median deviation, in eye distances, is the mesh's unrest. Rendered people, 11 clips of
 * talking people and rendered loops .002 and more in every movement.
 */
const unrest = 0.001
/** Of fewer frames a second none is near enough to the one that a loop would show again. */
const minFramesPerSecond = 8
/** Of the frames that a later one could be like, so many have one near enough in time. */
const minComparedShare = 0.5
/** Frames do not come with the beat of the loop: one so near in time is taken for the same, ms. */
const reachMs = 60

/** What a face does that nobody does twice alike: place and size, in eye distances, and the lips. */
const movesOf = ({ centre, interOcularPx, lipHeight, mouthWidth }: LightFace, unitPx: number) => [
  centre[0] / unitPx,
  centre[1] / unitPx,
  interOcularPx / unitPx,
  lipHeight,
  mouthWidth,
]

interface Sample {
  timeMs: number
  moves: readonly number[]
}

/**
 * How far a stream stays from repeating itself, or why that is not known: `short` has no room for two
 * turns of a loop, `sparse` frames are too far apart to tell, `unmoved` has too few movements.
 */
export type Repeat = number | 'short' | 'sparse' | 'unmoved'

/**
 * Does the stream show the same stretch again and again (liveness.md §6), be every picture coded anew?
 * A hand trembles and a head sways, and neither does so twice alike: at the period of a loop all
 * movements of the face agree far better than a little before and after it. (A head that only drifts
 * agrees the better the shorter the period, and with no edge.)
 *
 * @returns least median difference of the movements at a period, over that beside it. 30 rendered people
 * .65 and more, with one in three frames lost .56; 11 clips of talking people .91 and .76; 24 rendered loops
 * to .51, all but one below .45. 1 where nothing agrees better than beside it
 */
export function measureRepeat(frames: readonly LightFrame[]): Repeat {
  const lengthMs = (frames.at(-1)?.timeMs ?? 0) - (frames[0]?.timeMs ?? 0)
  if (lengthMs < minPeriodMs + minSharedMs) return 'short'
  const faces = frames.flatMap(({ timeMs, face }) => (face ? [{ timeMs, face }] : []))
  const unitPx = percentile(
    faces.map(({ face }) => face.interOcularPx),
    0.5,
  )
  const samples = faces
    .map(({ timeMs, face }) => ({ timeMs, moves: movesOf(face, unitPx) }))
    .filter(({ moves }) => moves.every(Number.isFinite))
  if ((1000 * (samples.length - 1)) / lengthMs < minFramesPerSecond) return 'sparse'
  const moving = inUsualSteps(samples)
  if (moving[0]!.moves.length < minMoves) return 'unmoved'
  return leastDip(moving, Math.min(maxPeriodMs, lengthMs - minSharedMs)) ?? 'sparse'
}

/** Null where a period could not be told. */
function leastDip(samples: readonly Sample[], longestMs: number): number | null {
  const differences: number[] = []
  for (let periodMs = minPeriodMs - besideMs[1]; periodMs <= longestMs + besideMs[1];) {
    differences.push(differenceAt(samples, periodMs))
    periodMs += stepMs
  }
  const [near, far] = [besideMs[0] / stepMs, besideMs[1] / stepMs]
  const middleOf = (from: number, to: number) =>
    percentile(differences.slice(from, to + 1).filter(Number.isFinite), 0.5)
  let least = 1
  for (let at = far; at < differences.length - far; at++) {
    const beside = Math.min(middleOf(at - far, at - near), middleOf(at + near, at + far))
    const dip = differences[at]! / beside
    // Nothing to compare, or nothing that differs even beside it.
    if (Number.isNaN(dip)) return null
    if (dip < least) least = dip
  }
  return least
}

/** Each movement over its median deviation; what is unrest is left out. */
function inUsualSteps(samples: readonly Sample[]): Sample[] {
  const usual = samples[0]!.moves.map((_, axis) => {
    const values = samples.map(({ moves }) => moves[axis]!)
    const middle = percentile(values, 0.5)
    return percentile(
      values.map(value => Math.abs(value - middle)),
      0.5,
    )
  })
  return samples.map(({ timeMs, moves }) => ({
    timeMs,
    moves: moves.flatMap((move, axis) => (usual[axis]! > unrest ? [move / usual[axis]!] : [])),
  }))
}

/** Median over the frames of the way to the most similar frame a period later; NaN where too few have one. */
function differenceAt(samples: readonly Sample[], periodMs: number): number {
  const lastMs = samples.at(-1)!.timeMs
  const ways: number[] = []
  let first = 0
  let asked = 0
  for (const { timeMs, moves } of samples) {
    const dueMs = timeMs + periodMs
    if (dueMs > lastMs + reachMs) break
    asked += 1
    while (first < samples.length && samples[first]!.timeMs < dueMs - reachMs) first++
    let least = Infinity
    for (let at = first; at < samples.length && samples[at]!.timeMs <= dueMs + reachMs; at++) {
      least = Math.min(least, wayOf(moves, samples[at]!.moves))
    }
    if (least < Infinity) ways.push(least)
  }
  return ways.length < minComparedShare * asked ? NaN : percentile(ways, 0.5)
}

function wayOf(one: readonly number[], other: readonly number[]): number {
  let sum = 0
  for (let axis = 0; axis < one.length; axis++) {
    sum += Math.min(mostDeviations, Math.abs(one[axis]! - other[axis]!)) ** 2
  }
  return Math.sqrt(sum)
}
