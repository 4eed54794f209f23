import type { ScoreTable } from './scoreTable.ts'
import type { StateNetwork } from './stateNetwork.ts'

/** Finds the log-probability of the best path through a network for a whole recording. */
export type BestPath = (scores: ScoreTable) => number

/**
 * Prepares the Viterbi search of a network. The search gives −∞ when the recording is shorter than
 * the network's shortest path.
 */
export function createBestPath({ columns, arcs, starts, ends }: StateNetwork): BestPath {
  const stateCount = columns.length
  const sorted = arcs.toSorted((a, b) => a.to - b.to)
  const from = Int32Array.from(sorted, arc => arc.from)
  const logP = Float64Array.from(sorted, arc => arc.logP)
  // Arcs into state s: firstArc[s] … firstArc[s + 1].
  const firstArc = new Int32Array(stateCount + 1)
  for (const { to } of arcs) firstArc[to + 1]!++
  for (let s = 0; s < stateCount; s++) firstArc[s + 1]! += firstArc[s]!
  // States that emit alike share one emission.
  const kinds = new Map<string, number>()
  const emissionOf = Int32Array.from(columns, list => {
    const key = list.join()
    if (!kinds.has(key)) kinds.set(key, kinds.size)
    return kinds.get(key)!
  })
  const alternatives = [...kinds.keys()].map(key => key.split(',').map(Number))

  return ({ values, frames, columns: width }) => {
    if (frames === 0) return -Infinity
    const emissions = new Float64Array(alternatives.length)
    const emit = (frame: number) => {
      const row = frame * width
      for (const [kind, list] of alternatives.entries()) {
        let best = -Infinity
        for (const column of list) best = Math.max(best, values[row + column]!)
        emissions[kind] = best
      }
    }
    let now = new Float64Array(stateCount).fill(-Infinity)
    let next = new Float64Array(stateCount)
    emit(0)
    for (const state of starts) now[state] = emissions[emissionOf[state]!]!
    for (let frame = 1; frame < frames; frame++) {
      emit(frame)
      for (let state = 0; state < stateCount; state++) {
        let best = -Infinity
        for (let arc = firstArc[state]!; arc < firstArc[state + 1]!; arc++) {
          const score = now[from[arc]!]! + logP[arc]!
          if (score > best) best = score
        }
        next[state] = best + emissions[emissionOf[state]!]!
      }
      ;[now, next] = [next, now]
    }
    return ends.reduce((best, state) => Math.max(best, now[state]!), -Infinity)
  }
}
