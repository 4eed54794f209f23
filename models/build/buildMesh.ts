import { convertGraphModel } from './convertGraphModel.ts'
import { createImageGraph } from './imageGraph.ts'
import { readGraphModel } from './readGraphModel.ts'

const scope = 'StatefulPartitionedCall/model_1/'
const meshHead = `${scope}conv2d_21/BiasAdd`
const flagHead = `${scope}conv2d_31/BiasAdd`
const sizePx = 192
const meshPoints = 468

/**
 * Builds the face mesh: `landmarks` [N, 1404] (x, y, z of 468 points in pixels of the 192 x 192
 * crop) and `flag` [N, 1] (probability that the crop shows a face). The source's third output,
 * refined eye and lip contours, is not used and therefore not computed.
 */
export function buildMesh(json: string, weightFile: Uint8Array): Uint8Array {
  const graph = createImageGraph('facemesh')
  const image = graph.input('image', sizePx, sizePx)
  const model = convertGraphModel(readGraphModel(json, weightFile), graph, image, [
    meshHead,
    flagHead,
  ])
  const flat = (value: string) => graph.onnx.node('Flatten', [value], { axis: 1 })
  const landmarks = flat(model.feature(meshHead).value)
  graph.onnx.output(landmarks, 'landmarks', ['N', meshPoints * 3])
  const flag = flat(graph.sigmoid(model.feature(flagHead)).value)
  graph.onnx.output(flag, 'flag', ['N', 1])
  return graph.onnx.encode()
}
