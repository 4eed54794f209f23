import { gapColumn } from './mergeClasses.ts'
import type { ScoreTable } from './scoreTable.ts'

/**
 * Log-probability that a recording holds just the digits of a code, in order: the forward recursion
 * of CTC (Graves et al. 2006, §4.1) over a table of `mergeClasses`. Between two equal digits there
 * must be a gap, elsewhere there may be one. −∞ when there are too few frames.
 */
export function codeLikelihood({ values, frames, columns }: ScoreTable, code: string): number {
  // Gap, digit, gap, digit, … gap.
  const labels = Array.from(code).flatMap(digit => [gapColumn, Number(digit)])
  labels.push(gapColumn)
  const last = labels.length - 1
  let now = new Float64Array(labels.length).fill(-Infinity)
  let next = new Float64Array(labels.length)
  for (let frame = 0; frame < frames; frame++) {
    const row = frame * columns
    for (let state = 0; state <= last; state++) {
      const label = labels[state]!
      let before: number
      if (frame === 0) {
        before = state < 2 ? 0 : -Infinity
      } else {
        before = state > 0 ? logAdd(now[state]!, now[state - 1]!) : now[state]!
        // From digit to digit past the gap, unless they are equal.
        if (state > 2 && label !== gapColumn && label !== labels[state - 2])
          before = logAdd(before, now[state - 2]!)
      }
      next[state] = before + values[row + label]!
    }
    ;[now, next] = [next, now]
  }
  return frames === 0 ? -Infinity : logAdd(now[last]!, now[last - 1] ?? -Infinity)
}

function logAdd(a: number, b: number): number {
  const high = Math.max(a, b)
  return high === -Infinity ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high))
}
