import { createOnnxGraph } from '../build/onnxGraph.ts'
import { digitStates } from './digitStates.ts'
import { digitWords, silencePhone } from './digitWords.ts'
import { readFeatureParameters } from './readFeatureParameters.ts'
import { readGaussians } from './readGaussians.ts'
import { readMixtureWeights } from './readMixtureWeights.ts'
import { readModelDefinition } from './readModelDefinition.ts'
import { readTransitions } from './readTransitions.ts'
import { addSpeechFeatures, cmuFeatures } from './speechFeatures.ts'
import { sphinxFail } from './sphinxFail.ts'
import { addStateScores, type AcousticModel } from './stateScores.ts'
import { groupStates } from './groupStates.ts'

/** Names of the files that the conversion reads. */
export const cmuFileNames = [
  'feat.params',
  'mdef',
  'means',
  'variances',
  'sendump',
  'transition_matrices',
] as const

export type CmuFileName = (typeof cmuFileNames)[number]

/** Gives a file's bytes. */
export type CmuFiles = (name: CmuFileName) => Uint8Array

/** What the conversion made. */
export interface CmuModel {
  onnx: Uint8Array
  /** `semi-continuous`: all phones share one codebook; `phonetically tied`: one codebook each. */
  kind: 'semi-continuous' | 'phonetically tied'
  /** States in the file, of all that the source has. */
  states: number
}

/**
 * Builds one ONNX graph out of CMU's Mandarin acoustic model, cut down to the digits. Input `wave`
 * [1, N]: 16 kHz, −1…1. Outputs: `scores` [1, frames, states], log-likelihoods of 100 frames a second;
 * `columns` and `transitions`, two tables that are always the same: which columns of `scores` the
 * phones of the digit words have (order of `listPhonePlaces`, silence last), and the natural logarithms
 * of staying in a state and of leaving it (order of `digitWords`, silence last). Throws ModelFileError
 * `sourceInvalid`.
 */
export function buildCmuModel(files: CmuFiles): CmuModel {
  readFeatureParameters(files('feat.params'), cmuFeatures, sphinxFail('feat.params'))
  const definition = readModelDefinition(files('mdef'), sphinxFail('mdef'))
  const means = readGaussians(files('means'), sphinxFail('means'))
  const model: AcousticModel = {
    means,
    variances: readGaussians(files('variances'), sphinxFail('variances')),
    weights: readMixtureWeights(
      files('sendump'),
      { streams: means.streams, densities: means.densities, states: definition.states },
      sphinxFail('sendump'),
    ),
  }
  for (const size of ['codebooks', 'streams', 'densities', 'width'] as const) {
    if (model.variances[size] !== means[size]) {
      throw sphinxFail('variances')(
        `has ${size} ${model.variances[size]}, means has ${means[size]}`,
      )
    }
  }
  if (!model.variances.values.every(variance => variance >= 0)) {
    throw sphinxFail('variances')('holds variances below 0')
  }
  if (means.streams !== 3 || means.width !== cmuFeatures.cepstra) {
    throw sphinxFail('means')(`has ${means.streams} streams of ${means.width}, not 3 of 13`)
  }
  if (means.codebooks !== 1 && means.codebooks !== definition.phones.length) {
    throw sphinxFail('means')(
      `has ${means.codebooks} codebooks for the ${definition.phones.length} phones of mdef`,
    )
  }
  const matrices = readTransitions(files('transition_matrices'), sphinxFail('transition_matrices'))
  if (matrices.length !== definition.phones.length) {
    throw sphinxFail('transition_matrices')(
      `has ${matrices.length} matrices for the ${definition.phones.length} phones of mdef`,
    )
  }

  const phones = digitStates(definition, sphinxFail('mdef'))
  const groups = groupStates(definition, means.codebooks, phones)
  const order = groups.flatMap(group => group.states)
  const graph = createOnnxGraph('cmu-mandarin-digits')
  const wave = graph.input('wave', [1, 'N'])
  const features = addSpeechFeatures(graph, wave, cmuFeatures)
  const scores = addStateScores(graph, features, model, groups)
  const batch = graph.node('Unsqueeze', [scores, graph.integers([0])])
  graph.output(batch, 'scores', [1, 'frames', order.length])

  const table = (name: string, values: readonly number[]) =>
    graph.output(graph.floats(Float32Array.from(values), [values.length]), name, [values.length])
  const columnOf = new Map(order.map((state, column) => [state, column]))
  table(
    'columns',
    phones.flatMap(phone => phone.states).map(state => columnOf.get(state) ?? 0),
  )
  const spoken = [...digitWords.flatMap(word => word.phones), silencePhone]
  table(
    'transitions',
    spoken.flatMap(phone => (matrices[definition.phones.indexOf(phone)] ?? []).flat()),
  )
  return {
    onnx: graph.encode(),
    kind: means.codebooks === 1 ? 'semi-continuous' : 'phonetically tied',
    states: order.length,
  }
}
