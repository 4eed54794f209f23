import { checkOf } from '../checkOf.ts'
import type { DigitFinding } from './digitFinding.ts'
import type { HeardCode } from './digitListener.ts'
import type { DigitLimits } from './digitLimits.ts'

/**
 * Was the code said? Three bands (speech.md §6): yes; perhaps, ask again with a new one; another one.
 * It binds the sound to the challenge and tells nothing of who speaks, nor whether a human does.
 */
export function checkCode({ score, threshold }: HeardCode, limits: DigitLimits): DigitFinding {
  const said = checkOf('digits.score', score, { min: threshold })
  if (said.outcome === 'pass') return { reason: null, checks: [said] }
  // −∞: the sound is too short to hold the code at all.
  const isOther = score < threshold - limits.unclearBand
  return isOther
    ? { reason: 'wrongDigits', checks: [{ ...said, outcome: 'fail' }] }
    : { reason: 'unclear', checks: [said] }
}
