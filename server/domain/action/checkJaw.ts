import { measureChinStay } from '../capture/measureChinStay.ts'
import { measureJaw } from '../capture/measureJaw.ts'
import type { Check } from '../check.ts'
import { checkOf } from '../checkOf.ts'
import type { LightFace } from '../lightFrame.ts'
import { percentile } from '../percentile.ts'
import type { ActionLimits } from './actionLimits.ts'

type JawLimits = Pick<ActionLimits, 'minJaw' | 'maxChinStay' | 'openRise' | 'closedRise'>

/**
 * Does the chin sink with the mouth that opens? Somebody who opens theirs behind a hole in a picture leaves
 * the picture's chin where it is. A mouth that gapes takes its chin so far that it is not found again; then
 * it is enough that it is not where it was.
 *
 * @param faces those of a performance in which the mouth was opened, and shut most of the time
 */
export function checkJaw(
  faces: readonly LightFace[],
  limits: JawLimits,
): { reason: 'jawStill' | 'chinHidden' | null; check: Check } {
  const jaw = checkOf('action.jaw', measureJaw(faces), { min: limits.minJaw })
  if (jaw.outcome === 'pass') return { reason: null, check: jaw }
  if (jaw.value === 'not measured') return { reason: 'chinHidden', check: jaw }
  const shutOpening = percentile(
    faces.map(({ mouthOpening }) => mouthOpening),
    0.3,
  )
  const chinsOf = (isIn: (rise: number) => boolean) =>
    faces.flatMap(({ mouthOpening, chin }) => (isIn(mouthOpening - shutOpening) ? [chin] : []))
  const stay = measureChinStay(
    chinsOf(rise => rise < limits.closedRise),
    chinsOf(rise => rise > limits.openRise),
  )
  const check = checkOf('action.chin', stay, { max: limits.maxChinStay })
  if (check.outcome === 'pass') return { reason: null, check }
  return { reason: 'jawStill', check: jaw }
}
