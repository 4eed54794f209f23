import { digitWords } from '../../models/cmu/digitWords.ts'
import {
  listPhonePlaces,
  statesPerPhone,
  type Neighbour,
  type PhonePlace,
} from '../../models/cmu/stateLayout.ts'

/** The columns of the score table that a phone's three states have. */
export type Triple = readonly number[]

/** Of one state: natural logarithms of the probabilities of staying and of going on. */
export type Transition = readonly [stay: number, advance: number]

/** What the model's file says of the digit words' states. */
export interface DigitStates {
  /** Columns of a phone of a word between two neighbours. */
  columnsOf(place: PhonePlace): Triple
  /** Transitions of the phones of a word. */
  transitionsOf(word: number, phone: 0 | 1): readonly Transition[]
  silence: { columns: Triple; transitions: readonly Transition[] }
}

/**
 * Reads the tables `columns` and `transitions` that the model gives beside its scores; null when they
 * do not fit the digit words or a score table of `width` columns.
 */
export function readDigitStates(
  columns: Float32Array,
  transitions: Float32Array,
  width: number,
): DigitStates | null {
  const places = listPhonePlaces()
  const phones = digitWords.reduce((sum, word) => sum + word.phones.length, 1)
  const fits =
    columns.length === (places.length + 1) * statesPerPhone &&
    transitions.length === phones * statesPerPhone * 2 &&
    columns.every(column => Number.isInteger(column) && column >= 0 && column < width) &&
    transitions.every(logP => logP <= 0 && logP > -Infinity)
  if (!fits) return null

  const keyOf = ({ word, phone, left, right }: PhonePlace) => `${word} ${phone} ${left} ${right}`
  const rowOf = new Map(places.map((place, row) => [keyOf(place), row]))
  const tripleAt = (row: number) => [...columns.subarray(row * 3, row * 3 + 3)]
  const transitionsAt = (phone: number): Transition[] =>
    Array.from({ length: statesPerPhone }, (_, state) => {
      const at = (phone * statesPerPhone + state) * 2
      return [transitions[at] ?? 0, transitions[at + 1] ?? 0]
    })
  const firstPhoneOf = digitWords.map((_, word) =>
    digitWords.slice(0, word).reduce((sum, { phones: list }) => sum + list.length, 0),
  )
  return {
    columnsOf: place => tripleAt(rowOf.get(keyOf(place)) ?? 0),
    transitionsOf: (word, phone) => transitionsAt((firstPhoneOf[word] ?? 0) + phone),
    silence: { columns: tripleAt(places.length), transitions: transitionsAt(phones - 1) },
  }
}

export type { Neighbour, PhonePlace }
