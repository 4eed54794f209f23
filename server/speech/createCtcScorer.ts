import type { DigitScorer } from '../domain/digit/digitScorer.ts'
import { VisionError } from '../domain/visionError.ts'
import type { OnnxModel } from '../vision/onnx.ts'
import { classCount, mergeClasses } from './mergeClasses.ts'
import { readCtcTable } from './readCtcTable.ts'
import { sumScores } from './sumScores.ts'

/**
 * Makes a scorer of the project's own digit model, or of one trained with its recipe (models/digits:
 * waveform in, CTC classes of one or more networks out); the score is the mean over the networks.
 * Reading throws VisionError `modelUnusable` when the outputs are not such classes. Takes the model
 * over: closing the scorer releases it.
 */
export function createCtcScorer(model: OnnxModel): DigitScorer {
  return {
    name: 'ctc',
    weight: 1,
    async read(pcm) {
      if (pcm.length === 0) return readCtcTable(mergeClasses(new Float32Array()))
      const tables = Object.values(await model.run({ data: pcm, dims: [1, pcm.length] }))
      if (tables.length === 0 || tables.some(table => table.length % classCount !== 0))
        throw new VisionError(
          'modelUnusable',
          `the digit model's outputs do not hold ${classCount} classes`,
        )
      const weight = 1 / tables.length
      return sumScores(
        tables.map(table => ({ weight, reading: readCtcTable(mergeClasses(table)) })),
      )
    },
    close: () => model.release(),
  }
}
