import { digitWords } from './digitWords.ts'

/** Every phone is a chain of three states. */
export const statesPerPhone = 3

/** A neighbour of a word: its place in `digitWords`, or null for silence. */
export type Neighbour = number | null

/** One phone of one word between two neighbours. */
export interface PhonePlace {
  /** Place in `digitWords`. */
  word: number
  /** 0 the first phone, 1 the second. */
  phone: 0 | 1
  /** Only the first phone of a word depends on it. */
  left: Neighbour
  /** Only the last phone of a word depends on it. */
  right: Neighbour
}

/**
 * Every phone of the digit words with every neighbour that its states depend on, in the order in
 * which the model's file lists them: the converter writes and the scorer reads by this list.
 */
export function listPhonePlaces(): PhonePlace[] {
  const neighbours: Neighbour[] = [null, ...digitWords.keys()]
  const places: PhonePlace[] = []
  for (const [word, { phones }] of digitWords.entries()) {
    if (phones.length === 1) {
      for (const left of neighbours)
        for (const right of neighbours) places.push({ word, phone: 0, left, right })
      continue
    }
    for (const left of neighbours) places.push({ word, phone: 0, left, right: null })
    for (const right of neighbours) places.push({ word, phone: 1, left: null, right })
  }
  return places
}
