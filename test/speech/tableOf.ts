import { gapColumn, mergedColumns } from '../../server/speech/mergeClasses.ts'
import type { ScoreTable } from '../../server/speech/scoreTable.ts'

/** A table out of the probabilities of each frame; what is not named is impossible. */
export function tableOf(frames: readonly Record<string, number>[]): ScoreTable {
  const values = new Float32Array(frames.length * mergedColumns).fill(-Infinity)
  for (const [frame, probabilities] of frames.entries()) {
    for (const [label, p] of Object.entries(probabilities)) {
      const column = label === 'gap' ? gapColumn : Number(label)
      values[frame * mergedColumns + column] = Math.log(p)
    }
  }
  return { values, frames: frames.length, columns: mergedColumns }
}
