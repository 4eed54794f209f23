import type { DigitScorer } from '../domain/digit/digitScorer.ts'
import { VisionError } from '../domain/visionError.ts'
import type { OnnxModel } from '../vision/onnx.ts'
import { createBestPath } from './bestPath.ts'
import { createCodeNetwork, createLoopNetwork } from './digitNetwork.ts'
import { readDigitStates } from './digitStates.ts'

/**
 * Weight beside the project's own networks (weight 1): the best of .01, .015, .02, .03, .04 and .06 with
 * the semi-continuous model and the networks before these, on 364 strings of the 13 voices in speech/eval
 * (seeds 3 and 4). With these, from .005 to .03, 88.3 to 90.6 % of single digits are read, and 2.9 to 3.9 %
 * of one wrong digit pass where 10 % of right codes are refused.
 */
const weight = 0.02

/** One frame of the model, samples at 16 kHz. */
const shortestClip = 400

/**
 * Makes a scorer of CMU's Mandarin acoustic model (`models:add -- cmu-mandarin`): Viterbi search
 * through the states of the digits' words, of a code's against any string's. The scorer owns the model.
 * Throws VisionError `modelUnusable` when it is another kind of model.
 */
export async function createCmuScorer(model: OnnxModel): Promise<DigitScorer> {
  const listen = async (pcm: Float32Array) => {
    const { scores, columns, transitions } = await model.run({ data: pcm, dims: [1, pcm.length] })
    if (!scores || !columns || !transitions) throw unusable()
    return { scores, columns, transitions }
  }
  // A clip of one frame tells how many columns there are, and brings the two tables.
  const frame = await listen(new Float32Array(shortestClip))
  const width = frame.scores.length
  const states = readDigitStates(frame.columns, frame.transitions, width)
  if (states === null) throw unusable()
  const bestString = createBestPath(createLoopNetwork(states))

  return {
    name: 'cmu',
    weight,
    async read(pcm) {
      if (pcm.length < shortestClip) return { scoreOf: () => -Infinity }
      const { scores: values } = await listen(pcm)
      const table = { values, frames: values.length / width, columns: width }
      const best = bestString(table)
      return {
        scoreOf(code) {
          const path = createBestPath(createCodeNetwork(states, code))(table)
          return path === -Infinity ? -Infinity : (path - best) / code.length
        },
      }
    },
    close: () => model.release(),
  }
}

function unusable(): VisionError {
  return new VisionError(
    'modelUnusable',
    'the model in slot digitsAcoustic is not one that `npm run models:add -- cmu-mandarin` makes',
  )
}
