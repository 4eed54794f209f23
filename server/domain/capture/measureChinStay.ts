import { correlationOf } from '../correlationOf.ts'
import { percentile } from '../percentile.ts'
import { chinEnd, chinFromRow, isChinShown } from './shownChin.ts'

/** Fewer frames of either kind say nothing. */
const minFrames = 5

/**
 * Correlation −1…1 of the chin's strip while the mouth is open with the same place while it is shut: near 1
 * where the chin stays, as that of a picture does, and low where it has gone away, wherever it may be now.
 *
 * @param shut,open strips (chinStrip.ts) of the frames of either kind
 * @returns NaN where too few frames show a chin
 */
export function measureChinStay(
  shut: readonly Float32Array[],
  open: readonly Float32Array[],
): number {
  const kinds = [shut, open].map(strips => strips.filter(isChinShown))
  if (kinds.some(strips => strips.length < minFrames)) return NaN
  const endRow = Math.min(...kinds.flat().map(chinEnd))
  const [resting, gaping] = kinds.map(strips =>
    Array.from({ length: endRow - chinFromRow }, (_, at) =>
      percentile(
        strips.map(strip => strip[chinFromRow + at]!),
        0.5,
      ),
    ),
  )
  return correlationOf(resting!, gaping!)
}
