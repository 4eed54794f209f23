import { decodeWeights, type WeightEntry } from './decodeWeights.ts'
import { createImageGraph, type Feature, type Filters } from './imageGraph.ts'

const sizePx = 150
const embeddingLength = 128
// Mean colour of the training images of dlib's face recognition network, R, G, B of 0..255.
const meanRgb = [122.782, 117.001, 104.298] as const

/**
 * Builds the 128-d recogniser: dlib's 29-layer residual network in the weights of face-api's
 * FaceRecognitionNet. Input 0..255; the mean colour, the division by 255 and every scale layer are
 * folded into the convolutions. Output: `embedding` [N, 128], not normalised.
 */
export function buildRecogniser(manifestJson: string, weightFile: Uint8Array): Uint8Array {
  // The file's sum was checked, so its shape (tfjs weights manifest) is taken as known.
  const manifest: { weights: WeightEntry[] }[] = JSON.parse(manifestJson)
  const weights = decodeWeights(
    manifest.flatMap(group => group.weights),
    weightFile,
  )
  const weight = (name: string) => {
    const found = weights.get(name)
    if (!found) throw new RangeError(`the recogniser has no weight ${name}`)
    return found
  }

  /** Filters and bias of a convolution with the scale layer that follows it folded in. */
  const scaled = (layer: string): { filters: Filters; bias: Float64Array } => {
    const { shape, data } = weight(`${layer}/conv/filters`)
    const factors = weight(`${layer}/scale/weights`).data
    const factor = (channel: number) => factors[channel] ?? 0
    const offsets = weight(`${layer}/scale/biases`).data
    const bias = weight(`${layer}/conv/bias`).data
    return {
      filters: { shape, data: Float64Array.from(data, (w, i) => w * factor(i % factors.length)) },
      bias: Float64Array.from(bias, (b, channel) => b * factor(channel) + (offsets[channel] ?? 0)),
    }
  }

  const graph = createImageGraph('face-recognition')
  const convolution = (x: Feature, layer: string, stride: number, padding: 'same' | 'valid') => {
    const { filters, bias } = scaled(layer)
    return graph.convolution(x, filters, { stride, padding, bias })
  }
  const residual = (x: Feature, layer: string) => {
    const inner = graph.relu(convolution(x, `${layer}/conv1`, 1, 'same'))
    return graph.relu(graph.add(convolution(inner, `${layer}/conv2`, 1, 'same'), x))
  }
  const residualDown = (x: Feature, layer: string) => {
    const inner = graph.relu(convolution(x, `${layer}/conv1`, 2, 'valid'))
    const main = convolution(inner, `${layer}/conv2`, 1, 'same')
    const pooled = graph.averagePool(x, 2)
    const short = pooled.channels === main.channels ? pooled : graph.widen(pooled, main.channels)
    const fits = main.height === short.height && main.width === short.width
    const long = fits ? main : graph.extend(main, short.height, short.width)
    return graph.relu(graph.add(long, short))
  }

  const image = graph.input('image', sizePx, sizePx)
  const first = foldMean(scaled('conv32_down'))
  let x = graph.relu(
    graph.convolution(image, first.filters, { stride: 2, padding: 'valid', bias: first.bias }),
  )
  x = graph.maxPool(x, 3, 2, 'valid')
  for (const layer of ['conv32_1', 'conv32_2', 'conv32_3']) x = residual(x, layer)
  x = residualDown(x, 'conv64_down')
  for (const layer of ['conv64_1', 'conv64_2', 'conv64_3']) x = residual(x, layer)
  x = residualDown(x, 'conv128_down')
  for (const layer of ['conv128_1', 'conv128_2']) x = residual(x, layer)
  x = residualDown(x, 'conv256_down')
  for (const layer of ['conv256_1', 'conv256_2']) x = residual(x, layer)
  x = residualDown(x, 'conv256_down_out')

  const { shape, data } = weight('fc')
  const dense = graph.onnx.floats(Float32Array.from(data), shape)
  const embedding = graph.onnx.node('MatMul', [graph.globalAverage(x), dense])
  graph.onnx.output(embedding, 'embedding', ['N', embeddingLength])
  return graph.onnx.encode()
}

/**
 * Moves `(x - mean) / 255` into the first convolution. That is exact algebra because this layer
 * has no zero padding: every output sees whole windows of the image.
 */
function foldMean({ filters, bias }: { filters: Filters; bias: Float64Array }) {
  const channelsOut = bias.length
  const folded = Float64Array.from(bias)
  const data = Float64Array.from(filters.data, (w, i) => {
    const mean = meanRgb[Math.floor(i / channelsOut) % meanRgb.length] ?? 0
    const channel = i % channelsOut
    folded[channel] = (folded[channel] ?? 0) - (w * mean) / 255
    return w / 255
  })
  return { filters: { shape: filters.shape, data }, bias: folded }
}
