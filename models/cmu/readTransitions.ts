import { openParameterFile } from './openParameterFile.ts'
import type { SphinxFail } from './sphinxFail.ts'
import { statesPerPhone } from './stateLayout.ts'

/** Of one state: natural logarithms of the probabilities of staying and of going on. */
export type Transition = readonly [stay: number, advance: number]

/**
 * Reads `transition_matrices`: for each matrix the three states' transitions. Chains that skip a
 * state or go back are refused: the scorer knows none. Source: pocketsphinx, tmat.c.
 */
export function readTransitions(file: Uint8Array, fail: SphinxFail): Transition[][] {
  const reader = openParameterFile(file, fail)
  const [matrices, from, to, count] = [
    reader.int32(),
    reader.int32(),
    reader.int32(),
    reader.int32(),
  ]
  if (matrices < 1 || matrices > 10_000) throw fail(`names ${matrices} matrices, not 1–10,000`)
  if (from !== statesPerPhone || to !== statesPerPhone + 1 || count !== matrices * from * to) {
    throw fail(`names ${matrices} matrices ${from}×${to} and ${count} numbers, not 3×4 each`)
  }
  const values = reader.floats(count)
  if (reader.left > 0) throw fail(`is ${reader.left} bytes too long`)
  return Array.from({ length: matrices }, (_, matrix) =>
    Array.from({ length: from }, (_, state): Transition => {
      const row = values.subarray((matrix * from + state) * to, (matrix * from + state + 1) * to)
      const [stay = 0, advance = 0] = row.subarray(state)
      const sum = row.reduce((total, value) => total + value, 0)
      if (!(stay > 0 && advance > 0 && Number.isFinite(sum))) {
        throw fail(`gives state ${state} of matrix ${matrix} no way to stay or to go on`)
      }
      if (row.some((value, next) => value !== 0 && next !== state && next !== state + 1)) {
        throw fail(`lets state ${state} of matrix ${matrix} skip a state or go back`)
      }
      return [Math.log(stay / sum), Math.log(advance / sum)]
    }),
  )
}
