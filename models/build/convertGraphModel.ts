import type { Weight } from './decodeWeights.ts'
import type { Feature, ImageGraph } from './imageGraph.ts'
import type { GraphModel, GraphModelNode } from './readGraphModel.ts'

/** Writes nodes of a graph model into an image graph; what no asked node needs is left out. */
export interface GraphModelConverter {
  /** The feature map that the named node computes. */
  feature(name: string): Feature
}

/**
 * Converts TensorFlow.js graph models made of convolutions, additions, pooling and channel padding
 * (the operators of the face models). `heads` names nodes whose channels are an output and are not
 * padded to blocks. Another operator throws, so nothing is converted wrongly in silence.
 */
export function convertGraphModel(
  model: GraphModel,
  graph: ImageGraph,
  image: Feature,
  heads: readonly string[],
): GraphModelConverter {
  const features = new Map<string, Feature>()

  const nodeOf = (name: string): GraphModelNode => {
    const node = model.nodes.get(name)
    if (!node) throw new RangeError(`the graph model has no node ${name}`)
    return node
  }
  const weightOf = (node: GraphModelNode, index: number): Weight => {
    const weight = model.weights.get(node.inputs[index] ?? '')
    if (!weight) throw new RangeError(`${node.name}: input ${index} is not a weight`)
    return weight
  }
  const operand = (node: GraphModelNode, index: number) => feature(node.inputs[index] ?? '')

  const fusedConvolution = (node: GraphModelNode): Feature => {
    const { stride, padding, fused } = node
    const blocked = !heads.includes(node.name)
    const bias = weightOf(node, 2).data
    const x = graph.convolution(operand(node, 0), weightOf(node, 1), {
      stride,
      padding,
      bias,
      blocked,
    })
    switch (fused.join(' ')) {
      case 'BiasAdd':
        return x
      case 'BiasAdd Relu':
        return graph.relu(x)
      case 'BiasAdd Prelu':
        return graph.prelu(x, weightOf(node, 3).data)
      default:
        throw new RangeError(`${node.name}: fused operators ${fused.join(', ')} are not supported`)
    }
  }

  const convert = (node: GraphModelNode): Feature => {
    const { stride, padding } = node
    switch (node.operator) {
      case 'Placeholder':
        return image
      case 'Identity':
        return operand(node, 0)
      case '_FusedConv2D':
        return fusedConvolution(node)
      case 'DepthwiseConv2dNative':
        return graph.depthwise(operand(node, 0), weightOf(node, 1), { stride, padding })
      case 'AddV2':
        return graph.add(operand(node, 0), operand(node, 1))
      case 'Relu':
        return graph.relu(operand(node, 0))
      case 'Prelu':
        return graph.prelu(operand(node, 0), weightOf(node, 1).data)
      case 'MaxPool':
        return graph.maxPool(operand(node, 0), node.windowSize, stride, padding)
      case 'Pad':
        return widen(node)
      default:
        throw new RangeError(`${node.name}: operator ${node.operator} is not supported`)
    }
  }

  // The face models pad with zeros behind the last channel only.
  const widen = (node: GraphModelNode): Feature => {
    const x = operand(node, 0)
    const paddings = weightOf(node, 1).data
    if (paddings.length !== 8 || paddings.subarray(0, 7).some(size => size !== 0)) {
      throw new RangeError(`${node.name}: only padding behind the channels is supported`)
    }
    return graph.widen(x, x.channels + (paddings[7] ?? 0))
  }

  function feature(name: string): Feature {
    const known = features.get(name)
    if (known) return known
    const made = convert(nodeOf(name))
    features.set(name, made)
    return made
  }

  return { feature }
}
