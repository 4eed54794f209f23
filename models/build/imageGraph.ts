import { createOnnxGraph, type OnnxGraph } from './onnxGraph.ts'

/** A feature map [N, stored, height, width]; channels from `channels` to `stored` are zero. */
export interface Feature {
  value: string
  channels: number
  stored: number
  height: number
  width: number
}

/** Dense filters in TensorFlow's order: height, width, channels in, channels out. */
export interface Filters {
  shape: readonly number[]
  data: ArrayLike<number>
}

/** TensorFlow's two rules, or so many px on each side as PyTorch has it. */
export type Padding = 'same' | 'valid' | number

export interface ConvolutionOptions {
  stride?: number
  padding: Padding
  /** One number per channel out. */
  bias?: ArrayLike<number>
  /** False for the last layer before an output, whose channels need no zero padding. */
  blocked?: boolean
}

/** Layers of a convolutional network over NCHW feature maps, written into an ONNX graph. */
export interface ImageGraph {
  input(name: string, height: number, width: number): Feature
  convolution(x: Feature, filters: Filters, options: ConvolutionOptions): Feature
  /** One filter per channel; filters in TensorFlow's order height, width, channel, 1. */
  depthwise(x: Feature, filters: Filters, options: ConvolutionOptions): Feature
  add(a: Feature, b: Feature): Feature
  /** Each channel times its own number, which `gates` [N, channels, 1, 1] holds. */
  gate(x: Feature, gates: Feature): Feature
  relu(x: Feature): Feature
  /** max(x, 0) + slope * min(x, 0), one slope per channel. */
  prelu(x: Feature, slopes: ArrayLike<number>): Feature
  sigmoid(x: Feature): Feature
  maxPool(x: Feature, size: number, stride: number, padding: 'same' | 'valid'): Feature
  averagePool(x: Feature, size: number): Feature
  /** Appends channels of zeros. */
  widen(x: Feature, channels: number): Feature
  /** Appends rows of zeros at the bottom and columns of zeros at the right. */
  extend(x: Feature, height: number, width: number): Feature
  /** Mean over height and width, as a feature map of one cell. */
  average(x: Feature): Feature
  /** The same as the name of a value of shape [N, channels]. */
  globalAverage(x: Feature): string
  /** Values in order row, column, channel: the name of a value of shape [N, count, width]. */
  rows(x: Feature, width: number): string
  onnx: OnnxGraph
}

// ONNX Runtime's fast CPU path (the NCHWc layout) takes depthwise convolutions and additions only
// when the channels fill whole vector blocks: 16 singles with AVX-512, 8 with AVX2 and NEON.
const blockChannels = 16
const toBlocks = (channels: number) => Math.ceil(channels / blockChannels) * blockChannels

/**
 * Creates the layer builder. Channels of inner feature maps are padded with zeros to whole blocks;
 * the padded filters have zero weights, so that padding never changes a real channel.
 */
export function createImageGraph(name: string): ImageGraph {
  const onnx = createOnnxGraph(name)
  const unary = (operator: string, x: Feature): Feature => ({
    ...x,
    value: onnx.node(operator, [x.value]),
  })

  const channelwise = (x: Feature, factors: ArrayLike<number>, pads = [0, 0, 0, 0]): Feature => {
    const weights = onnx.floats(padded(factors, x.stored), [x.stored, 1, 1, 1])
    const attributes = { kernel_shape: [1, 1], group: x.stored, pads }
    return { ...x, value: onnx.node('Conv', [x.value, weights], attributes) }
  }

  const graph: ImageGraph = {
    onnx,
    input: (inputName, height, width) => ({
      value: onnx.input(inputName, ['N', 3, height, width]),
      channels: 3,
      stored: 3,
      height,
      width,
    }),

    convolution(x, filters, options) {
      const [kernelHeight = 0, kernelWidth = 0, channelsIn = 0, channelsOut = 0] = filters.shape
      if (channelsIn !== x.channels) {
        throw new RangeError(`filters for ${channelsIn} channels meet ${x.channels} channels`)
      }
      const stored = options.blocked === false ? channelsOut : toBlocks(channelsOut)
      const cells = kernelHeight * kernelWidth
      const weights = new Float32Array(stored * x.stored * cells)
      for (let cell = 0; cell < cells; cell++) {
        for (let i = 0; i < channelsIn; i++) {
          for (let o = 0; o < channelsOut; o++) {
            const from = (cell * channelsIn + i) * channelsOut + o
            weights[(o * x.stored + i) * cells + cell] = filters.data[from] ?? 0
          }
        }
      }
      const window = slide(x, [kernelHeight, kernelWidth], options)
      const inputs = [x.value, onnx.floats(weights, [stored, x.stored, kernelHeight, kernelWidth])]
      if (options.bias) inputs.push(onnx.floats(padded(options.bias, stored), [stored]))
      const value = onnx.node('Conv', inputs, window.attributes)
      return { ...window.size, value, channels: channelsOut, stored }
    },

    depthwise(x, filters, options) {
      const [kernelHeight = 0, kernelWidth = 0, channels = 0, multiplier = 0] = filters.shape
      if (channels !== x.channels || multiplier !== 1) {
        throw new RangeError(`depthwise filters [${filters.shape.join(', ')}] do not fit the input`)
      }
      const cells = kernelHeight * kernelWidth
      const weights = new Float32Array(x.stored * cells)
      for (let cell = 0; cell < cells; cell++) {
        for (let c = 0; c < channels; c++) {
          weights[c * cells + cell] = filters.data[cell * channels + c] ?? 0
        }
      }
      const window = slide(x, [kernelHeight, kernelWidth], options)
      const inputs = [x.value, onnx.floats(weights, [x.stored, 1, kernelHeight, kernelWidth])]
      if (options.bias) inputs.push(onnx.floats(padded(options.bias, x.stored), [x.stored]))
      const attributes = { ...window.attributes, group: x.stored }
      return { ...x, ...window.size, value: onnx.node('Conv', inputs, attributes) }
    },

    add(a, b) {
      if (a.channels !== b.channels || a.height !== b.height || a.width !== b.width) {
        throw new RangeError('feature maps of different shapes cannot be added')
      }
      return { ...a, value: onnx.node('Add', [a.value, b.value]) }
    },

    gate(x, gates) {
      if (x.stored !== gates.stored || gates.height !== 1 || gates.width !== 1) {
        throw new RangeError('one gate for each channel is needed')
      }
      return { ...x, value: onnx.node('Mul', [x.value, gates.value]) }
    },

    relu: x => unary('Relu', x),
    sigmoid: x => unary('Sigmoid', x),

    // The PRelu operator has no NCHWc kernel and took most of a mesh run. With slope a,
    // prelu(x) = a x + (1 - a) relu(x): two 1x1 depthwise convolutions, the sum fused into one.
    prelu(x, slopes) {
      const scaled = channelwise(x, slopes)
      const rest = Array.from(slopes, slope => 1 - slope)
      return graph.add(scaled, channelwise(graph.relu(x), rest))
    },

    maxPool(x, size, stride, padding) {
      const window = slide(x, [size, size], { stride, padding })
      return { ...x, ...window.size, value: onnx.node('MaxPool', [x.value], window.attributes) }
    },

    averagePool(x, size) {
      const window = slide(x, [size, size], { stride: size, padding: 'valid' })
      return { ...x, ...window.size, value: onnx.node('AveragePool', [x.value], window.attributes) }
    },

    // A 1x1 convolution with the identity keeps the NCHWc layout, which a Pad node would leave;
    // every sum has one non-zero term, so that the values pass through unchanged.
    widen(x, channels) {
      const identity = new Float32Array(x.channels * channels)
      for (let c = 0; c < x.channels; c++) identity[c * channels + c] = 1
      const filters = { shape: [1, 1, x.channels, channels], data: identity }
      return graph.convolution(x, filters, { padding: 'valid' })
    },

    extend(x, height, width) {
      const ones = new Float32Array(x.channels).fill(1)
      const wider = channelwise(x, ones, [0, 0, height - x.height, width - x.width])
      return { ...wider, height, width }
    },

    average: x => ({ ...unary('GlobalAveragePool', x), height: 1, width: 1 }),

    globalAverage(x) {
      if (x.stored !== x.channels) throw new RangeError('channels must fill whole blocks')
      return onnx.node('Flatten', [graph.average(x).value], { axis: 1 })
    },

    rows(x, width) {
      if (x.stored !== x.channels) throw new RangeError('an output must not be padded')
      const last = onnx.node('Transpose', [x.value], { perm: [0, 2, 3, 1] })
      return onnx.node('Reshape', [last, onnx.integers([0, -1, width])])
    },
  }
  return graph
}

function padded(values: ArrayLike<number>, length: number): Float32Array {
  const out = new Float32Array(length)
  out.set(values)
  return out
}

/** Output size, strides and explicit pads, by TensorFlow's rules (SAME puts the odd row last). */
function slide(
  x: Feature,
  kernel: readonly [number, number],
  { stride = 1, padding }: Pick<ConvolutionOptions, 'stride' | 'padding'>,
) {
  const axis = (length: number, size: number) => {
    if (typeof padding === 'number') {
      const out = Math.floor((length + 2 * padding - size) / stride) + 1
      return { out, pads: [padding, padding] }
    }
    if (padding === 'valid') return { out: Math.floor((length - size) / stride) + 1, pads: [0, 0] }
    const out = Math.ceil(length / stride)
    const total = Math.max(0, (out - 1) * stride + size - length)
    const before = Math.floor(total / 2)
    return { out, pads: [before, total - before] }
  }
  const rows = axis(x.height, kernel[0])
  const columns = axis(x.width, kernel[1])
  const [top = 0, bottom = 0] = rows.pads
  const [left = 0, right = 0] = columns.pads
  return {
    size: { height: rows.out, width: columns.out },
    attributes: {
      kernel_shape: kernel,
      strides: [stride, stride],
      pads: [top, left, bottom, right],
    },
  }
}
