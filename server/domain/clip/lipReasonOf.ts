import type { Check } from '../check.ts'
import type { ClipReason } from './clipReasons.ts'

/** The reason that a line about the lips is when it does not pass (checkLips.ts, checkLipTimes.ts). */
export function lipReasonOf({ name, value }: Check): ClipReason {
  return name === 'lips.jaw' && value === 'not measured' ? 'chinHidden' : 'lipsStill'
}
