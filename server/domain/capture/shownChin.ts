import { chinRows, chinStrip } from '../chinStrip.ts'

/**
 * Where a chin is looked for in its strip: from well below the lips over the edge of the chin, as far as
 * the picture shows it, and up to the second of these rows at least.
 */
export const chinFromRow = rowAt(1.55)
const leastRow = rowAt(1.85)
const toRow = rowAt(2.1)

/** Whether enough of the strip is in the picture. */
export function isChinShown(chin: Float32Array): boolean {
  return chin.length === chinRows && chinEnd(chin) >= leastRow
}

/** The first row from `chinFromRow` on that is not in the picture; the last that is looked at at most. */
export function chinEnd(chin: Float32Array): number {
  const missing = chin.findIndex((value, row) => row >= chinFromRow && Number.isNaN(value))
  return missing === -1 ? toRow : Math.min(missing, toRow)
}

function rowAt(y: number): number {
  return Math.round((y - chinStrip.fromY) / chinStrip.step)
}
