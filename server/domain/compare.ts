import type { Check } from './check.ts'

/** One measured point of an embedding: the share of different people that come closer. */
export interface CalibrationPoint {
  /** Euclidean distance of two unit-norm embeddings, 0–2. */
  distance: number
  /** False match rate at that distance, 0–1. */
  fmr: number
}

/** What ties distances to Sim; measured on pairs of real photos, never on renders. */
export interface Calibration {
  /** At least two, distance and rate both rising. */
  points: readonly CalibrationPoint[]
  /** Data set, number of pairs, embedding. */
  source: string
}

/** The table that ships; `evaluate compare FOLDER --write-calibration` makes an operator's own. */
export const shippedCalibration: Calibration = {
  points: [
    { distance: 0.274, fmr: 1e-6 },
    { distance: 0.304, fmr: 1e-5 },
    { distance: 0.338, fmr: 1e-4 },
    { distance: 0.377, fmr: 1e-3 },
    { distance: 0.422, fmr: 1e-2 },
    { distance: 0.484, fmr: 1e-1 },
  ],
  source:
    'LFW-deepfunneled, all 29,640,749 different pairs; face-api recogniser, dlib 5-point chip, ' +
    'mirror sum, unit norm',
}

/** What a comparison is held against. */
export interface CompareOptions {
  calibration: Calibration
  /** Pass at Sim ≥ this, 0–100. */
  simThreshold: number
}

/** Outcome of a 1:1 comparison. */
export interface Comparison {
  /** 0–2, smaller is more alike. */
  distance: number
  /** 0–100, two decimals. */
  sim: number
  match: boolean
  checks: Check[]
}

/**
 * Compares two unit-norm embeddings of one length. The decision is taken on the rounded Sim, so
 * that the number that is shown is the number that was judged.
 */
export function compareFaces(
  a: Float32Array,
  b: Float32Array,
  { calibration, simThreshold }: CompareOptions,
): Comparison {
  const distance = distanceOf(a, b)
  const sim = toSim(distance, calibration)
  const match = sim >= simThreshold
  const outcome = match ? 'pass' : 'fail'
  return {
    distance,
    sim,
    match,
    checks: [
      { name: 'compare.sim', value: sim, threshold: `≥ ${simThreshold}`, outcome },
      {
        name: 'compare.distance',
        value: Math.round(distance * 1e4) / 1e4,
        threshold: `≤ ${toDistance(simThreshold, calibration).toFixed(4)}`,
        outcome,
      },
    ],
  }
}

/** Embeddings of one person at one time, at least one. */
export type Probes = readonly [Float32Array, ...Float32Array[]]

/**
 * Compares each probe, and gives the comparison of the one that is least like: a mean of several would lie
 * between two people, near enough to both.
 */
export function compareFurthest(
  [first, ...others]: Probes,
  reference: Float32Array,
  options: CompareOptions,
): Comparison {
  return others
    .map(probe => compareFaces(probe, reference, options))
    .reduce(
      (worst, each) => (each.distance > worst.distance ? each : worst),
      compareFaces(first, reference, options),
    )
}

/** Euclidean distance; throws RangeError when the embeddings come from different models. */
export function distanceOf(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length || a.length === 0)
    throw new RangeError(`embeddings of ${a.length} and ${b.length} numbers do not compare`)
  let sum = 0
  a.forEach((value, i) => {
    sum += (value - (b[i] ?? 0)) ** 2
  })
  return Math.sqrt(sum)
}

/**
 * Sim = clip(40 − 10·log10 FMR, 0, 100), two decimals: 70 is FMR 1e-3, 80 is 1e-4. Between the
 * points log10 FMR runs straight over the distance; beyond the ends the outermost piece goes on,
 * so that Sim falls to 0 although no rate exceeds 1 (below 50 it ranks, it states no rate).
 */
export function toSim(distance: number, calibration: Calibration): number {
  const { from, to } = pieceAt(calibration, point => distance <= point.distance)
  const share = (distance - from.distance) / (to.distance - from.distance)
  const sim = simOf(from) + share * (simOf(to) - simOf(from))
  return Math.round(Math.min(100, Math.max(0, sim)) * 100) / 100
}

/** The largest distance that reaches a Sim; the inverse of toSim before clipping and rounding. */
export function toDistance(sim: number, calibration: Calibration): number {
  const { from, to } = pieceAt(calibration, point => sim >= simOf(point))
  const share = (sim - simOf(from)) / (simOf(to) - simOf(from))
  return from.distance + share * (to.distance - from.distance)
}

function simOf({ fmr }: CalibrationPoint): number {
  return 40 - 10 * Math.log10(fmr)
}

/** The two neighbouring points whose line applies: the first upper end that `reaches`, or the last. */
function pieceAt(
  { points }: Calibration,
  reaches: (point: CalibrationPoint) => boolean,
): { from: CalibrationPoint; to: CalibrationPoint } {
  const upper = points.findIndex((point, i) => i > 0 && reaches(point))
  const at = upper === -1 ? points.length - 1 : upper
  const from = points[at - 1]
  const to = points[at]
  if (!from || !to || !points.every((point, i) => i === 0 || risesAfter(points[i - 1], point)))
    throw new RangeError('a calibration needs two points or more, distance and FMR both rising')
  return { from, to }
}

function risesAfter(before: CalibrationPoint | undefined, point: CalibrationPoint): boolean {
  return before !== undefined && before.distance < point.distance && before.fmr < point.fmr
}
