import { createProtobufWriter, type ProtobufWriter } from './protobufWriter.ts'
import { littleEndianBytes } from './littleEndianBytes.ts'

/** An operator's attribute: an integer, a list of integers, or `{ float }` for a single. */
export type OnnxAttribute = number | readonly number[] | { readonly float: number }

/** A dimension: a fixed size, or the name of a free one (the batch). */
export type OnnxDimension = number | string

/** Collects nodes, weights, inputs and outputs of one ONNX graph. Values are known by name. */
export interface OnnxGraph {
  input(name: string, shape: readonly OnnxDimension[]): string
  output(value: string, name: string, shape: readonly OnnxDimension[]): void
  floats(data: Float32Array, shape: readonly number[]): string
  integers(data: readonly number[]): string
  /** Unsigned bytes, which operators take after a Cast. */
  bytes(data: Uint8Array, shape: readonly number[]): string
  node(
    operator: string,
    inputs: readonly string[],
    attributes?: Record<string, OnnxAttribute>,
  ): string
  /** The finished ModelProto. */
  encode(): Uint8Array
}

// onnx.proto3 of ONNX 1.10: IR version 8 goes with operator set 15.
const irVersion = 8
const operatorSet = 15
const elementType = { float: 1, uint8: 2, int64: 7 } as const
const attributeType = { float: 1, integer: 2, integers: 7 } as const

/** Builds an ONNX model (float32, default operator domain) and writes it as protobuf bytes. */
export function createOnnxGraph(graphName: string): OnnxGraph {
  const nodes: Uint8Array[] = []
  const initializers: Uint8Array[] = []
  const inputs: Uint8Array[] = []
  const outputs: Uint8Array[] = []
  let valueCount = 0
  const freshName = () => `v${valueCount++}`

  const initializer = (type: number, shape: readonly number[], raw: Uint8Array) => {
    const name = freshName()
    initializers.push(
      message(tensor => {
        for (const size of shape) tensor.varint(1, size)
        tensor.varint(2, type)
        tensor.text(8, name)
        tensor.bytes(9, raw)
      }),
    )
    return name
  }
  const addNode = (
    operator: string,
    from: readonly string[],
    to: string,
    attributes: Record<string, OnnxAttribute>,
  ) => {
    nodes.push(
      message(node => {
        for (const value of from) node.text(1, value)
        node.text(2, to)
        node.text(3, to)
        node.text(4, operator)
        for (const [name, value] of Object.entries(attributes)) {
          node.bytes(5, encodeAttribute(name, value))
        }
      }),
    )
    return to
  }

  return {
    input(name, shape) {
      inputs.push(encodeValueInfo(name, shape))
      return name
    },
    output(value, name, shape) {
      addNode('Identity', [value], name, {})
      outputs.push(encodeValueInfo(name, shape))
    },
    floats(data, shape) {
      const expected = shape.reduce((product, size) => product * size, 1)
      if (data.length !== expected) {
        throw new RangeError(`${data.length} floats do not fill the shape [${shape.join(', ')}]`)
      }
      return initializer(elementType.float, shape, littleEndianBytes(data))
    },
    integers: data =>
      initializer(
        elementType.int64,
        [data.length],
        littleEndianBytes(BigInt64Array.from(data, BigInt)),
      ),
    bytes: (data, shape) => initializer(elementType.uint8, shape, data),
    node: (operator, from, attributes = {}) => addNode(operator, from, freshName(), attributes),
    encode: () =>
      message(model => {
        model.varint(1, irVersion)
        model.text(2, 'zhenren')
        model.bytes(
          7,
          message(graph => {
            for (const node of nodes) graph.bytes(1, node)
            graph.text(2, graphName)
            for (const tensor of initializers) graph.bytes(5, tensor)
            for (const info of inputs) graph.bytes(11, info)
            for (const info of outputs) graph.bytes(12, info)
          }),
        )
        model.bytes(
          8,
          message(opset => opset.varint(2, operatorSet)),
        )
      }),
  }
}

function message(fill: (writer: ProtobufWriter) => void): Uint8Array {
  const writer = createProtobufWriter()
  fill(writer)
  return writer.finish()
}

function encodeAttribute(name: string, value: OnnxAttribute): Uint8Array {
  return message(attribute => {
    attribute.text(1, name)
    if (typeof value === 'number') {
      attribute.varint(3, value)
      attribute.varint(20, attributeType.integer)
    } else if ('float' in value) {
      attribute.float(2, value.float)
      attribute.varint(20, attributeType.float)
    } else {
      for (const item of value) attribute.varint(8, item)
      attribute.varint(20, attributeType.integers)
    }
  })
}

function encodeValueInfo(name: string, shape: readonly OnnxDimension[]): Uint8Array {
  const dimensions = message(list => {
    for (const size of shape) {
      list.bytes(
        1,
        message(dimension => {
          if (typeof size === 'number') dimension.varint(1, size)
          else dimension.text(2, size)
        }),
      )
    }
  })
  const tensorType = message(tensor => {
    tensor.varint(1, elementType.float)
    tensor.bytes(2, dimensions)
  })
  return message(info => {
    info.text(1, name)
    info.bytes(
      2,
      message(type => type.bytes(1, tensorType)),
    )
  })
}
