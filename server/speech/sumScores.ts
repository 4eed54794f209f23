import type { DigitReading, DigitScorer } from '../domain/digit/digitScorer.ts'

/** What one scorer made of the recording that the others heard too. */
export interface WeightedReading {
  weight: DigitScorer['weight']
  reading: DigitReading
}

/** One reading out of several of the same recording: Σ weight × score. */
export function sumScores(readings: readonly WeightedReading[]): DigitReading {
  return {
    scoreOf: code =>
      readings.reduce((sum, { weight, reading }) => sum + weight * reading.scoreOf(code), 0),
  }
}
