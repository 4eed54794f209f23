import { digitWords } from '../../models/cmu/digitWords.ts'
import type { DigitStates, Neighbour, PhonePlace, Triple } from './digitStates.ts'
import {
  createNetworkBuilder,
  type NetworkBuilder,
  type PhoneChain,
  type StateNetwork,
} from './stateNetwork.ts'

/** The words that may stand at one place of a string, each with its phones between all neighbours. */
interface Place {
  words: readonly number[]
  /** The word's first phone behind a neighbour: more than one where its other side matters too. */
  entries(word: number, left: Neighbour): readonly PhoneChain[]
  /** The word's last phone before a neighbour. */
  exits(word: number, right: Neighbour): readonly PhoneChain[]
}

/** Every recording that holds just the digits of a code, in order. */
export function createCodeNetwork(states: DigitStates, code: string): StateNetwork {
  const builder = createNetworkBuilder()
  const choices = Array.from(code, digit => wordsOf(Number(digit)))
  const places = choices.map((words, i) =>
    addPlace(builder, states, words, choices[i - 1] ?? [null], choices[i + 1] ?? [null]),
  )
  for (const [i, place] of places.entries()) {
    const next = places[i + 1]
    if (next) joinPlaces(builder, states, place, next)
  }
  const [first, last] = [places[0], places.at(-1)]
  if (first && last) addMargins(builder, states, first, last)
  return builder.network
}

/** Every recording that holds digits, of any number and in any order. */
export function createLoopNetwork(states: DigitStates): StateNetwork {
  const builder = createNetworkBuilder()
  const words = [...digitWords.keys()]
  const place = addPlace(builder, states, words, [null, ...words], [null, ...words])
  joinPlaces(builder, states, place, place)
  addMargins(builder, states, place, place)
  return builder.network
}

function wordsOf(digit: number): number[] {
  return [...digitWords.keys()].filter(word => digitWords[word]?.digit === digit)
}

function addPlace(
  builder: NetworkBuilder,
  states: DigitStates,
  words: readonly number[],
  lefts: readonly Neighbour[],
  rights: readonly Neighbour[],
): Place {
  const entries = new Map<string, PhoneChain[]>()
  const exits = new Map<string, PhoneChain[]>()
  const note = (map: typeof entries, word: number, neighbour: Neighbour, chain: PhoneChain) => {
    const key = `${word} ${neighbour}`
    map.set(key, [...(map.get(key) ?? []), chain])
  }
  const add = (place: PhonePlace) =>
    builder.phone(besides(states, place), states.transitionsOf(place.word, place.phone))
  for (const word of words) {
    if (digitWords[word]?.phones.length === 1) {
      for (const left of lefts) {
        for (const right of rights) {
          const chain = add({ word, phone: 0, left, right })
          note(entries, word, left, chain)
          note(exits, word, right, chain)
        }
      }
      continue
    }
    const firsts = lefts.map(left => {
      const chain = add({ word, phone: 0, left, right: null })
      note(entries, word, left, chain)
      return chain
    })
    for (const right of rights) {
      const chain = add({ word, phone: 1, left: null, right })
      note(exits, word, right, chain)
      for (const first of firsts) builder.join(first, chain)
    }
  }
  return {
    words,
    entries: (word, left) => entries.get(`${word} ${left}`) ?? [],
    exits: (word, right) => exits.get(`${word} ${right}`) ?? [],
  }
}

/**
 * The states of a phone at the edge of its word: as beside its neighbour or as beside silence,
 * whichever fits the frame better. Readers pause between digits, but not for long.
 */
function besides(states: DigitStates, place: PhonePlace): Triple[] {
  const lefts = [...new Set([place.left, null])]
  const rights = [...new Set([place.right, null])]
  return lefts.flatMap(left => rights.map(right => states.columnsOf({ ...place, left, right })))
}

/** Lets each word of a place be followed by each of the next, with silence between them or without. */
function joinPlaces(builder: NetworkBuilder, states: DigitStates, from: Place, to: Place): void {
  for (const word of from.words) {
    for (const next of to.words) {
      const exits = from.exits(word, next)
      const entries = to.entries(next, word)
      const silence = addSilence(builder, states)
      for (const exit of exits) {
        builder.join(exit, silence)
        for (const entry of entries) builder.join(exit, entry)
      }
      for (const entry of entries) builder.join(silence, entry)
    }
  }
}

/** Lets paths begin at the first place and end at the last, each with silence or without. */
function addMargins(builder: NetworkBuilder, states: DigitStates, first: Place, last: Place): void {
  const [before, after] = [addSilence(builder, states), addSilence(builder, states)]
  builder.start(before)
  builder.end(after)
  for (const entry of first.words.flatMap(word => first.entries(word, null))) {
    builder.start(entry)
    builder.join(before, entry)
  }
  for (const exit of last.words.flatMap(word => last.exits(word, null))) {
    builder.end(exit)
    builder.join(exit, after)
  }
}

function addSilence(builder: NetworkBuilder, { silence }: DigitStates): PhoneChain {
  return builder.phone([silence.columns], silence.transitions)
}
