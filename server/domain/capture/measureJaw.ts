import { chinStrip } from '../chinStrip.ts'
import { correlationOf } from '../correlationOf.ts'
import { percentile } from '../percentile.ts'
import { chinEnd, chinFromRow, isChinShown } from './shownChin.ts'

/** Lips and chin at one time. */
export interface JawSample {
  /** Height of the outer lips (LightFace.lipHeight). */
  lipHeight: number
  /** Luminance of the chin's strip (chinStrip.ts). */
  chin: Float32Array
}

/** How far it may have moved, rows: up by what the eyes are placed wrongly, down as mouths open wide. */
const upRows = Math.round(0.2 / chinStrip.step)
const downRows = Math.round(0.6 / chinStrip.step)
/** Lips up to this over those of the quieter half are closed. */
const closedMargin = 0.01
/** Fewer frames say nothing. */
const minFrames = 20

/**
 * Correlation −1…1 of the height of the lips with the place of the chin, which sinks with the jaw when
 * a mouth opens. Its place is where the strip looks most like that of the closed mouth: measured on
 * the picture, not on a mesh that infers a chin from the lips. Paper around a hole for somebody
 * else's mouth stays where it is.
 *
 * @returns 0 where one of them keeps quite still; NaN where too few frames show a chin
 */
export function measureJaw(samples: readonly JawSample[]): number {
  const shown = samples.filter(({ chin }) => isChinShown(chin))
  if (shown.length < minFrames) return NaN
  const endRow = Math.min(...shown.map(({ chin }) => chinEnd(chin)))
  const heights = shown.map(({ lipHeight }) => lipHeight)
  const closed = percentile(heights, 0.25) + closedMargin
  const resting = shown.filter(({ lipHeight }) => lipHeight <= closed)
  const rest = Array.from({ length: endRow - chinFromRow }, (_, at) =>
    percentile(
      resting.map(({ chin }) => chin[chinFromRow + at]!),
      0.5,
    ),
  )
  if (Math.max(...rest) === Math.min(...rest)) return NaN
  const places = shown.map(({ chin }) => placeOf(chin, rest))
  const follows = correlationOf(heights, places)
  return Number.isNaN(follows) ? 0 : follows
}

/** How far the chin lies below where it rests, rows; between them by the parabola through the best three. */
function placeOf(chin: Float32Array, rest: readonly number[]): number {
  const likeness: number[] = []
  for (let move = -upRows; move <= downRows; move++) {
    const from = chinFromRow + move
    const alike = correlationOf(rest, Array.from(chin.subarray(from, from + rest.length)))
    // A plain patch is like nothing, nor is one that leaves the picture.
    likeness.push(Number.isNaN(alike) ? -1 : alike)
  }
  const best = likeness.indexOf(Math.max(...likeness))
  const [before, after] = [likeness[best - 1], likeness[best + 1]]
  const bend =
    before === undefined || after === undefined ? 0 : before - 2 * likeness[best]! + after
  return best - upRows + (bend === 0 ? 0 : (before! - after!) / (2 * bend))
}
