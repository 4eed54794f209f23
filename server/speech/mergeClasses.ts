import type { ScoreTable } from './scoreTable.ts'

/** The network's classes: 0–9, yao, any other speech, the blank of CTC. */
export const classCount = 13
const yaoClass = 10

/** Columns after merging: the digits 0–9, then everything that lies between digits. */
export const gapColumn = 10
export const mergedColumns = 11

/**
 * Least probability of any column, so that no frame makes a code impossible. Larger ones (1e-4, 1e-3)
 * were tried on held-out speakers: they let more wrong codes pass.
 */
const floor = 1e-5

/**
 * Log-probabilities [frames × 13] → [frames × 11]. Yi and yao are both 1; other speech and blank are
 * both the gap between two digits.
 */
export function mergeClasses(logProbabilities: Float32Array): ScoreTable {
  const frames = Math.floor(logProbabilities.length / classCount)
  const values = new Float32Array(frames * mergedColumns)
  for (let frame = 0; frame < frames; frame++) {
    const from = frame * classCount
    const to = frame * mergedColumns
    for (let column = 0; column < classCount; column++) {
      const p = Math.exp(logProbabilities[from + column]!)
      values[to + columnOf(column)]! += p
    }
    for (let column = 0; column < mergedColumns; column++) {
      const p = values[to + column]!
      values[to + column] = Math.log(p * (1 - floor * mergedColumns) + floor)
    }
  }
  return { values, frames, columns: mergedColumns }
}

function columnOf(classIndex: number): number {
  if (classIndex === yaoClass) return 1
  return Math.min(classIndex, gapColumn)
}
