import { attackNames, attacksOn, type AttackName } from '../../phone/attacks/index.ts'
import type { PhoneMode } from '../../phone/modes.ts'

/** An honest ceremony indoors or in daylight, or one of the attacks. */
export type PhoneSpecies = 'genuine' | 'daylight' | AttackName

export const phoneSpecies: readonly PhoneSpecies[] = ['genuine', 'daylight', ...attackNames]

/** What can be played in a mode (phone/attacks/index.ts says which attacks make sense where). */
export function phoneSpeciesOf(mode: PhoneMode): PhoneSpecies[] {
  return ['genuine', 'daylight', ...attacksOn(mode)]
}
