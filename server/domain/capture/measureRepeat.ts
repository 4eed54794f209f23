import type { LightFace, LightFrame } from '../lightFrame.ts'
import { percentile } from '../percentile.ts'

/** Shortest and longest period looked for, and how much of it must be seen again at least, ms. */
const minPeriodMs = 700
const maxPeriodMs = 5000
const minSharedMs = 1500
const stepMs = 20
/** Fewer movements agree by chance. */
const minMoves = 3
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
 * Does the stream show the same stretch again and again (liveness.md §6), be every picture coded anew?
 * A hand trembles and a head sways, and neither does so twice alike: at the period of a loop all
 * movements of the face agree far better than at any other.
 *
 * @returns median difference of the movements at the period at which they agree best, over that at the
 * usual period. Rendered people .51 and more, 11 clips of talking people .78 and more, rendered loops
 * to .28; 1 where there is too little to compare
 */
export function measureRepeat(frames: readonly LightFrame[]): number {
  const faces = frames.flatMap(({ timeMs, face }) => (face ? [{ timeMs, face }] : []))
  const unitPx = percentile(
    faces.map(({ face }) => face.interOcularPx),
    0.5,
  )
  const samples = inUsualSteps(
    faces.map(({ timeMs, face }) => ({ timeMs, moves: movesOf(face, unitPx) })),
  )
  if (samples.length === 0 || samples[0]!.moves.length < minMoves) return 1
  const lengthMs = samples.at(-1)!.timeMs - samples[0]!.timeMs
  const longestMs = Math.min(maxPeriodMs, lengthMs - minSharedMs)
  const differences: number[] = []
  for (let periodMs = minPeriodMs; periodMs <= longestMs; periodMs += stepMs) {
    const difference = differenceAt(samples, periodMs)
    if (!Number.isNaN(difference)) differences.push(difference)
  }
  const usual = percentile(differences, 0.5)
  return usual > 0 ? Math.min(...differences) / usual : 1
}

/** Each movement over its median deviation; one that never changes is left out. */
function inUsualSteps(samples: readonly Sample[]): Sample[] {
  const usual = (samples[0]?.moves ?? []).map((_, axis) => {
    const values = samples.map(({ moves }) => moves[axis]!)
    const middle = percentile(values, 0.5)
    return percentile(
      values.map(value => Math.abs(value - middle)),
      0.5,
    )
  })
  return samples.map(({ timeMs, moves }) => ({
    timeMs,
    moves: moves.flatMap((move, axis) => (usual[axis]! > 0 ? [move / usual[axis]!] : [])),
  }))
}

/** Median over the frames of the way to the most similar frame a period later. */
function differenceAt(samples: readonly Sample[], periodMs: number): number {
  const ways: number[] = []
  let first = 0
  for (const { timeMs, moves } of samples) {
    const dueMs = timeMs + periodMs
    while (first < samples.length && samples[first]!.timeMs < dueMs - reachMs) first++
    let least = Infinity
    for (let at = first; at < samples.length && samples[at]!.timeMs <= dueMs + reachMs; at++) {
      least = Math.min(least, wayOf(moves, samples[at]!.moves))
    }
    if (least < Infinity) ways.push(least)
  }
  return percentile(ways, 0.5)
}

function wayOf(one: readonly number[], other: readonly number[]): number {
  let sum = 0
  for (let axis = 0; axis < one.length; axis++) sum += (one[axis]! - other[axis]!) ** 2
  return Math.sqrt(sum)
}
