import { digitWords, silencePhone } from './digitWords.ts'
import type { ModelDefinition, StateTriple, WordPosition } from './modelDefinition.ts'
import type { SphinxFail } from './sphinxFail.ts'
import { listPhonePlaces, type Neighbour, type PhonePlace } from './stateLayout.ts'

/** A phone between two neighbours, and its states. */
export interface PhoneStates {
  phone: string
  states: StateTriple
}

/**
 * The states of every phone of the digit words between every pair of neighbours, in the order of
 * `listPhonePlaces`, and silence last. Neighbours that training had not met at this place of a word
 * are looked for at another place; failing that, the phone is taken without its neighbours. Source of
 * that order: pocketsphinx, bin_mdef_phone_id_nearest.
 */
export function digitStates(definition: ModelDefinition, fail: SphinxFail): PhoneStates[] {
  const alone = (phone: string): StateTriple => {
    const states = definition.alone(phone)
    if (states === null) throw fail(`has no phone ${phone}`)
    return states
  }
  const statesAt = (place: PhonePlace): PhoneStates => {
    const phones: readonly string[] = digitWords[place.word]?.phones ?? []
    const phone = phones[place.phone] ?? ''
    const left = phones[place.phone - 1] ?? edgePhone(place.left, -1)
    const right = phones[place.phone + 1] ?? edgePhone(place.right, 0)
    const own: WordPosition = phones.length === 1 ? 's' : place.phone === 0 ? 'b' : 'e'
    const positions: WordPosition[] = [own, 'b', 'e', 's', 'i']
    const found = positions.map(position => definition.between(phone, left, right, position))
    return { phone, states: found.find(states => states !== null) ?? alone(phone) }
  }
  return [...listPhonePlaces().map(statesAt), { phone: silencePhone, states: alone(silencePhone) }]
}

/** The phone of a neighbour that touches the word: its last (-1) or its first (0). */
function edgePhone(neighbour: Neighbour, side: -1 | 0): string {
  const word = neighbour === null ? undefined : digitWords[neighbour]
  return word?.phones.at(side) ?? silencePhone
}
