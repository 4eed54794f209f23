import { convertGraphModel } from './convertGraphModel.ts'
import { createImageGraph } from './imageGraph.ts'
import { readGraphModel } from './readGraphModel.ts'

const scope = 'StatefulPartitionedCall/functional_1/'
// Two anchors per cell of the stride-16 grid, six per cell of the stride-32 grid.
const logitHeads = [`${scope}conv2d_33/BiasAdd`, `${scope}conv2d_34/BiasAdd`]
const boxHeads = [`${scope}conv2d_35/BiasAdd`, `${scope}conv2d_36/BiasAdd`]
const numbersPerBox = 16

/**
 * Builds the BlazeFace detector for square images of `sizePx` (a multiple of 32). The network is
 * fully convolutional: only the number of anchors, `(size/16)^2 * 2 + (size/32)^2 * 6`, depends on
 * the size. Outputs: `logits` [N, anchors] and `boxes` [N, anchors, 16].
 */
export function buildDetector(json: string, weightFile: Uint8Array, sizePx: number): Uint8Array {
  if (sizePx % 32 !== 0) throw new RangeError(`detector size ${sizePx} is not a multiple of 32`)
  const graph = createImageGraph(`blazeface-${sizePx}`)
  const image = graph.input('image', sizePx, sizePx)
  const model = convertGraphModel(readGraphModel(json, weightFile), graph, image, [
    ...logitHeads,
    ...boxHeads,
  ])
  const join = (heads: readonly string[], width: number) => {
    const rows = heads.map(head => graph.rows(model.feature(head), width))
    return graph.onnx.node('Concat', rows, { axis: 1 })
  }
  const anchors = (sizePx / 16) ** 2 * 2 + (sizePx / 32) ** 2 * 6
  const logits = graph.onnx.node('Flatten', [join(logitHeads, 1)], { axis: 1 })
  graph.onnx.output(logits, 'logits', ['N', anchors])
  graph.onnx.output(join(boxHeads, numbersPerBox), 'boxes', ['N', anchors, numbersPerBox])
  return graph.onnx.encode()
}
