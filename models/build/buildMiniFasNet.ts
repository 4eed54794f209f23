import type { TorchTensor } from '../torch/readTorchFile.ts'
import { createImageGraph, type Feature, type Filters } from './imageGraph.ts'

/** A MiniFASNet as ONNX, and what its weights say of it. */
export interface MiniFasNet {
  onnx: Uint8Array
  /** Side of the square input. */
  inputPx: number
  classes: number
}

/** Added to the variance by PyTorch's batch normalisation. */
const epsilon = 1e-5
/** 80 px become 5 cells; the last depthwise layer has the size of that grid. */
const reduction = 16
const maxInputPx = 512

/**
 * Builds a MiniFASNet (minivision, "Silent-Face-Anti-Spoofing": a pruned MobileFaceNet with or without
 * squeeze-and-excitation) out of its weights; widths and depth are read off the tensors. Input: BGR,
 * 0–255. Output: `probabilities` [N, classes]. Batch normalisation is folded into the convolutions,
 * and the three linear layers at the end into one. Throws RangeError that names the tensor that is
 * missing or does not fit.
 */
export function buildMiniFasNet(weights: ReadonlyMap<string, TorchTensor>): MiniFasNet {
  const has = (name: string) => weights.has(name)
  const tensor = (name: string, rank: number): TorchTensor => {
    const found = weights.get(name)
    if (found?.shape.length === rank) return found
    throw new RangeError(`there is no tensor ${name} with ${rank} dimensions`)
  }
  const vector = (name: string, length: number): Float32Array => {
    const { data } = tensor(name, 1)
    if (data.length === length) return data
    throw new RangeError(`${name} has ${data.length} numbers, ${length} are needed`)
  }
  /** What a normalisation does to a channel: value × factor + offset. */
  const normalisation = (name: string, channels: number) => {
    const gamma = vector(`${name}.weight`, channels)
    const beta = vector(`${name}.bias`, channels)
    const mean = vector(`${name}.running_mean`, channels)
    const variance = vector(`${name}.running_var`, channels)
    const factors = Float64Array.from(gamma, (g, i) => g / Math.sqrt((variance[i] ?? 0) + epsilon))
    const offsets = Float64Array.from(beta, (b, i) => b - (mean[i] ?? 0) * (factors[i] ?? 0))
    return { factors, offsets }
  }

  const kernel = tensor('conv_6_dw.conv.weight', 4).shape[2] ?? 0
  const inputPx = kernel * reduction
  if (inputPx < 1 || inputPx > maxInputPx)
    throw new RangeError(`conv_6_dw.conv.weight belongs to an input of ${inputPx} px`)
  const graph = createImageGraph('minifasnet')

  /** Convolution and normalisation; with `group` the filters have one channel each. */
  const normalised = (
    x: Feature,
    layer: string,
    { stride = 1, padding = 0, conv = 'conv.weight', norm = 'bn' } = {},
  ): Feature => {
    const { shape, data } = tensor(`${layer}.${conv}`, 4)
    const [channelsOut = 0, perGroup = 0] = shape
    const { factors, offsets } = normalisation(`${layer}.${norm}`, channelsOut)
    const isDepthwise = perGroup === 1
    const filters = toTensorflowOrder(shape, data, factors, isDepthwise)
    const options = { stride, padding, bias: offsets }
    return isDepthwise
      ? graph.depthwise(x, filters, options)
      : graph.convolution(x, filters, options)
  }
  const activated = (x: Feature, layer: string, stride = 1, padding = 0): Feature => {
    const out = normalised(x, layer, { stride, padding })
    return graph.prelu(out, vector(`${layer}.prelu.weight`, out.channels))
  }
  const bottleneck = (x: Feature, layer: string, stride: number): Feature => {
    const wide = activated(x, `${layer}.conv`)
    return normalised(activated(wide, `${layer}.conv_dw`, stride, 1), `${layer}.project`)
  }
  const excite = (x: Feature, layer: string): Feature => {
    const squeezed = normalised(graph.average(x), layer, { conv: 'fc1.weight', norm: 'bn1' })
    const options = { conv: 'fc2.weight', norm: 'bn2' }
    return graph.gate(x, graph.sigmoid(normalised(graph.relu(squeezed), layer, options)))
  }
  const residuals = (x: Feature, stage: string): Feature => {
    let sum = x
    for (let i = 0; has(`${stage}.model.${i}.conv.conv.weight`); i++) {
      const layer = `${stage}.model.${i}`
      const out = bottleneck(sum, layer, 1)
      const gate = `${layer}.se_module`
      sum = graph.add(sum, has(`${gate}.fc1.weight`) ? excite(out, gate) : out)
    }
    return sum
  }

  let x = activated(graph.input('image', inputPx, inputPx), 'conv1', 2, 1)
  x = activated(x, 'conv2_dw', 1, 1)
  for (const [down, stage] of [
    ['conv_23', 'conv_3'],
    ['conv_34', 'conv_4'],
    ['conv_45', 'conv_5'],
  ] as const) {
    x = residuals(bottleneck(x, down, 2), stage)
  }
  x = normalised(activated(x, 'conv_6_sep'), 'conv_6_dw')
  if (x.height !== 1 || x.width !== 1) throw new RangeError('conv_6_dw does not cover its input')

  const flat = graph.onnx.node('Flatten', [x.value], { axis: 1 })
  const { classes, matrix, bias } = foldHead(x.stored)
  const product = graph.onnx.node('MatMul', [flat, graph.onnx.floats(matrix, [x.stored, classes])])
  const logits = graph.onnx.node('Add', [product, graph.onnx.floats(bias, [classes])])
  const probabilities = graph.onnx.node('Softmax', [logits], { axis: 1 })
  graph.onnx.output(probabilities, 'probabilities', ['N', classes])
  return { onnx: graph.onnx.encode(), inputPx, classes }

  /** prob · (bn · linear): no bias, no activation in between, so one matrix [inputs, classes]. */
  function foldHead(stored: number) {
    const linear = tensor('linear.weight', 2)
    const prob = tensor('prob.weight', 2)
    const [width = 0, inputs = 0] = linear.shape
    const [classes = 0, classInputs = 0] = prob.shape
    if (inputs !== x.channels || classInputs !== width)
      throw new RangeError('linear.weight and prob.weight do not fit together')
    const { factors, offsets } = normalisation('bn', width)
    const matrix = new Float32Array(stored * classes)
    const bias = new Float32Array(classes)
    for (let c = 0; c < classes; c++) {
      const row = prob.data.subarray(c * width, (c + 1) * width)
      bias[c] = row.reduce((sum, p, j) => sum + p * (offsets[j] ?? 0), 0)
      for (let i = 0; i < inputs; i++) {
        matrix[i * classes + c] = row.reduce(
          (sum, p, j) => sum + p * (factors[j] ?? 0) * (linear.data[j * inputs + i] ?? 0),
          0,
        )
      }
    }
    return { classes, matrix, bias }
  }
}

/** From PyTorch's order (out, in, height, width) to height, width, in, out; each output times its factor. */
function toTensorflowOrder(
  shape: readonly number[],
  data: Float32Array,
  factors: Float64Array,
  isDepthwise: boolean,
): Filters {
  const [out = 0, inputs = 0, height = 0, width = 0] = shape
  const cells = height * width
  const ordered = new Float64Array(data.length)
  for (let o = 0; o < out; o++)
    for (let i = 0; i < inputs; i++)
      for (let cell = 0; cell < cells; cell++)
        ordered[(cell * inputs + i) * out + o] =
          (data[(o * inputs + i) * cells + cell] ?? 0) * (factors[o] ?? 0)
  return {
    shape: isDepthwise ? [height, width, out, 1] : [height, width, inputs, out],
    data: ordered,
  }
}
