/** Where a phone stands in its word: first, inside, last, alone. */
export type WordPosition = 'b' | 'i' | 'e' | 's'

/** The three tied states of a phone, by number. */
export type StateTriple = readonly [number, number, number]

/** A phone between two others, or (`between` null) without regard to its neighbours. */
export interface Triphone {
  phone: string
  between: { left: string; right: string; position: WordPosition } | null
  states: StateTriple
}

/** Which states a phone between two others has: Sphinx's `mdef`. */
export interface ModelDefinition {
  /** Number of tied states. */
  states: number
  /** Names of the phones; a phone's place is the number of its codebook and transition matrix. */
  phones: readonly string[]
  /** States of a phone without regard to its neighbours; null for an unknown phone. */
  alone(phone: string): StateTriple | null
  /** States of a phone between two phones at a place in a word; null where training had none. */
  between(phone: string, left: string, right: string, position: WordPosition): StateTriple | null
}

/** Makes the definition out of a file's rows. */
export function createDefinition(
  states: number,
  phones: readonly string[],
  triphones: readonly Triphone[],
): ModelDefinition {
  const triples = new Map(
    triphones.map(({ phone, between, states: triple }) => [
      between ? keyOf(phone, between.left, between.right, between.position) : phone,
      triple,
    ]),
  )
  return {
    states,
    phones,
    alone: phone => triples.get(phone) ?? null,
    between: (phone, left, right, position) =>
      triples.get(keyOf(phone, left, right, position)) ?? null,
  }
}

function keyOf(phone: string, left: string, right: string, position: WordPosition): string {
  return `${phone} ${left} ${right} ${position}`
}
