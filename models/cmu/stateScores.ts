import type { OnnxGraph } from '../build/onnxGraph.ts'
import type { Gaussians } from './readGaussians.ts'
import { weightStep, type MixtureWeights } from './readMixtureWeights.ts'

/** Smallest variance: pocketsphinx's `-varfloor`. */
const leastVariance = 1e-4

/** The states that share one codebook of Gaussians. */
export interface CodebookStates {
  codebook: number
  states: readonly number[]
}

export interface AcousticModel {
  means: Gaussians
  variances: Gaussians
  weights: MixtureWeights
}

/**
 * Writes the acoustic model into a graph: the log-likelihood of every frame in every state, the sum
 * over the streams of the log of the weighted sum of their Gaussians.
 *
 * @param features [frames, streams × width]
 * @returns [frames, states], the states in the order of `groups`
 */
export function addStateScores(
  graph: OnnxGraph,
  features: string,
  { means, variances, weights }: AcousticModel,
  groups: readonly CodebookStates[],
): string {
  const { streams, width } = means
  // A Gaussian's exponent is linear in the feature and its square: one product of matrices.
  const inputs = Array.from({ length: streams }, (_, stream) => {
    const own = graph.node('Slice', [
      features,
      graph.integers([stream * width]),
      graph.integers([(stream + 1) * width]),
      graph.integers([1]),
    ])
    return graph.node('Concat', [own, graph.node('Mul', [own, own])], { axis: 1 })
  })
  const scores = groups.map(({ codebook, states }) =>
    inputs
      .map((input, stream) => {
        const gaussians = gaussianTerms(means, variances, codebook, stream)
        const logs = graph.node('Gemm', [
          input,
          graph.floats(gaussians.factors, [2 * width, means.densities]),
          graph.floats(gaussians.constants, [means.densities]),
        ])
        const highest = graph.node('ReduceMax', [logs], { axes: [1], keepdims: 1 })
        const relative = graph.node('Exp', [graph.node('Sub', [logs, highest])])
        const sum = graph.node('MatMul', [relative, stateWeights(graph, weights, stream, states)])
        return graph.node('Add', [graph.node('Log', [sum]), highest])
      })
      .reduce((total, score) => graph.node('Add', [total, score])),
  )
  return graph.node('Concat', scores, { axis: 1 })
}

function gaussianTerms(means: Gaussians, variances: Gaussians, codebook: number, stream: number) {
  const { densities, width, streams } = means
  const factors = new Float32Array(2 * width * densities)
  const constants = new Float32Array(densities)
  const start = (codebook * streams + stream) * densities * width
  for (let density = 0; density < densities; density++) {
    let constant = (-width / 2) * Math.log(2 * Math.PI)
    for (let d = 0; d < width; d++) {
      const at = start + density * width + d
      const mean = means.values[at] ?? 0
      const variance = Math.max(variances.values[at] ?? 0, leastVariance)
      constant -= (Math.log(variance) + mean ** 2 / variance) / 2
      factors[d * densities + density] = mean / variance
      factors[(width + d) * densities + density] = -1 / (2 * variance)
    }
    constants[density] = constant
  }
  return { factors, constants }
}

/** The weights [densities, states] of one stream, kept as bytes in the file. */
function stateWeights(
  graph: OnnxGraph,
  weights: MixtureWeights,
  stream: number,
  states: readonly number[],
): string {
  const steps = new Uint8Array(weights.densities * states.length)
  for (let density = 0; density < weights.densities; density++) {
    for (const [column, state] of states.entries()) {
      steps[density * states.length + column] = weights.quantised(stream, density, state)
    }
  }
  const asFloats = graph.node('Cast', [graph.bytes(steps, [weights.densities, states.length])], {
    to: 1,
  })
  const step = graph.floats(Float32Array.of(-weightStep), [1])
  return graph.node('Exp', [graph.node('Mul', [asFloats, step])])
}
