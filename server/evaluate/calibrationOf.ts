import type { Calibration } from '../domain/compare.ts'
import type { CompareReport } from './compareFolder.ts'

/** False matches that must stand behind the smallest rate of a calibration, or it is chance. */
const leastFalseMatches = 10

/** Pairs needed to know FMR 1e-3, which is Sim 70, from ten false matches. */
const leastImpostorPairs = leastFalseMatches / 1e-3

/**
 * An operator's own scale of Sim from measured impostor pairs: one point per decade of FMR that at
 * least ten false matches support. @throws Error when there are too few pairs
 */
export function calibrationOf(report: CompareReport, source: string): Calibration {
  if (report.impostorPairs < leastImpostorPairs) {
    throw new Error(
      `A calibration needs at least ${leastImpostorPairs} impostor pairs to know FMR 1e-3; these photos give ${report.impostorPairs}. Nothing was written.`,
    )
  }
  const points = report.operatingPoints
    .filter(({ fmr }) => fmr * report.impostorPairs >= leastFalseMatches)
    .map(({ fmr, distance }) => ({ fmr, distance }))
    .toSorted((a, b) => a.fmr - b.fmr)
  return {
    points,
    source: `${source}: ${report.impostorPairs} impostor pairs of ${report.people} people`,
  }
}
