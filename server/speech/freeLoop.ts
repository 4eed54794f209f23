import type { ScoreTable } from './scoreTable.ts'

/**
 * Log-probability of the best path through any digit string whatever. In CTC every sequence of
 * columns spells some string, so the best path takes each frame's best column.
 */
export function freeLoop({ values, frames, columns }: ScoreTable): number {
  let total = 0
  for (let frame = 0; frame < frames; frame++) {
    let best = -Infinity
    for (let column = 0; column < columns; column++) {
      best = Math.max(best, values[frame * columns + column]!)
    }
    total += best
  }
  return total
}
