import type { Transition, Triple } from './digitStates.ts'

/** A way from one state to another. */
export interface Arc {
  from: number
  to: number
  /** Natural logarithm of its probability. */
  logP: number
}

/** States that emit one frame each, and the ways between them. */
export interface StateNetwork {
  /** Per state the columns of the score table; the state's score is the highest of them. */
  columns: readonly (readonly number[])[]
  /** Staying in a state is an arc too. */
  arcs: readonly Arc[]
  /** States in which a path may begin. */
  starts: readonly number[]
  /** States in which a path may end. */
  ends: readonly number[]
}

/** A phone in the network, by its first and its last state. */
export interface PhoneChain {
  first: number
  last: number
  /** Log-probability of leaving the last state. */
  leave: number
}

/** Puts a network together. */
export interface NetworkBuilder {
  /**
   * Adds the states of one phone.
   *
   * @param triples alternatives, each of three columns: of each state the best alternative counts
   */
  phone(triples: readonly Triple[], transitions: readonly Transition[]): PhoneChain
  join(from: PhoneChain, to: PhoneChain): void
  start(phone: PhoneChain): void
  end(phone: PhoneChain): void
  network: StateNetwork
}

export function createNetworkBuilder(): NetworkBuilder {
  const columns: number[][] = []
  const arcs: Arc[] = []
  const starts: number[] = []
  const ends: number[] = []
  return {
    phone(triples, transitions) {
      const first = columns.length
      for (const [i, [stay, advance]] of transitions.entries()) {
        const state = first + i
        columns.push([...new Set(triples.map(triple => triple[i] ?? 0))])
        arcs.push({ from: state, to: state, logP: stay })
        if (i + 1 < transitions.length) arcs.push({ from: state, to: state + 1, logP: advance })
      }
      return { first, last: columns.length - 1, leave: transitions.at(-1)?.[1] ?? 0 }
    },
    join(from, to) {
      arcs.push({ from: from.last, to: to.first, logP: from.leave })
    },
    start: phone => starts.push(phone.first),
    end: phone => ends.push(phone.last),
    network: { columns, arcs, starts, ends },
  }
}
