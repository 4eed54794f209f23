import { measureJaw } from '../capture/measureJaw.ts'
import type { Check } from '../check.ts'
import { checkOf } from '../checkOf.ts'
import type { LightFace } from '../lightFrame.ts'
import type { ActionLimits } from './actionLimits.ts'

/**
 * Does the chin sink with the mouth that opens? Somebody who opens theirs behind a hole in a picture leaves
 * the picture's chin where it is.
 *
 * @param faces those of a performance in which the mouth was opened
 */
export function checkJaw(
  faces: readonly LightFace[],
  { minJaw }: Pick<ActionLimits, 'minJaw'>,
): { reason: 'jawStill' | 'chinHidden' | null; check: Check } {
  const jaw = measureJaw(faces)
  const check = checkOf('action.jaw', jaw, { min: minJaw })
  if (check.outcome === 'pass') return { reason: null, check }
  return { reason: Number.isNaN(jaw) ? 'chinHidden' : 'jawStill', check }
}
