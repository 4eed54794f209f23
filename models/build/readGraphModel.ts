import { decodeWeights, type Weight, type WeightEntry } from './decodeWeights.ts'

/** A node of a TensorFlow.js graph model with the attributes that the converter understands. */
export interface GraphModelNode {
  name: string
  operator: string
  inputs: readonly string[]
  /** Height and width are always equal in these models. */
  stride: number
  padding: 'same' | 'valid'
  /** Pooling window, px. */
  windowSize: number
  /** Operators folded into a convolution, in order. */
  fused: readonly string[]
}

/** A TensorFlow.js graph model: nodes and weights by name. */
export interface GraphModel {
  nodes: ReadonlyMap<string, GraphModelNode>
  weights: ReadonlyMap<string, Weight>
}

interface Attribute {
  s?: string
  list?: { i?: string[]; s?: string[] }
}

// The shape of `model.json` of a graph model (tfjs-core `io.ModelJSON`), as far as it is read here.
interface GraphModelJson {
  modelTopology: {
    node: { name: string; op: string; input?: string[]; attr?: Record<string, Attribute> }[]
  }
  weightsManifest: { weights: WeightEntry[] }[]
}

/**
 * Reads a TensorFlow.js graph model from its JSON text and its one weight file. The sums of both
 * files are checked before, so their shape is taken as known; an attribute out of range throws.
 */
export function readGraphModel(json: string, weightFile: Uint8Array): GraphModel {
  const model: GraphModelJson = JSON.parse(json)
  const entries = model.weightsManifest.flatMap(group => group.weights)
  const nodes = new Map<string, GraphModelNode>()
  for (const { name, op, input = [], attr = {} } of model.modelTopology.node) {
    nodes.set(name, {
      name,
      operator: op,
      // Weights come as `name`, other values may carry an output index and control inputs a caret.
      inputs: input.filter(from => !from.startsWith('^')).map(from => from.split(':')[0] ?? ''),
      stride: squareSize(name, attr['strides']),
      padding: readPadding(name, attr['padding']),
      windowSize: squareSize(name, attr['ksize']),
      fused: (attr['fused_ops']?.list?.s ?? []).map(decodeText),
    })
  }
  return { nodes, weights: decodeWeights(entries, weightFile) }
}

const decodeText = (base64: string) => Buffer.from(base64, 'base64').toString('utf8')

function squareSize(node: string, attribute: Attribute | undefined): number {
  const sizes = attribute?.list?.i
  if (!sizes) return 1
  const [batch, height, width, channels] = sizes.map(Number)
  if (batch !== 1 || channels !== 1 || height === undefined || height !== width) {
    throw new RangeError(`${node}: a window of [${sizes.join(', ')}] is not supported`)
  }
  return height
}

function readPadding(node: string, attribute: Attribute | undefined): 'same' | 'valid' {
  const text = attribute?.s === undefined ? 'VALID' : decodeText(attribute.s)
  if (text === 'SAME') return 'same'
  if (text === 'VALID') return 'valid'
  throw new RangeError(`${node}: padding ${text} is not supported`)
}
