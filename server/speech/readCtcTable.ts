import type { DigitReading } from '../domain/digit/digitScorer.ts'
import { codeLikelihood } from './codeLikelihood.ts'
import { freeLoop } from './freeLoop.ts'
import type { ScoreTable } from './scoreTable.ts'

/** Makes a reading of a table of `mergeClasses`. */
export function readCtcTable(table: ScoreTable): DigitReading {
  const free = freeLoop(table)
  return {
    scoreOf(code) {
      if (!/^\d{1,8}$/.test(code)) throw new RangeError('a code has 1 to 8 digits')
      return (codeLikelihood(table, code) - free) / code.length
    },
  }
}
