/** The parts of a TensorFlow.js graph model's JSON that a change of the input size touches. */
export interface GraphModelJson {
  modelTopology: {
    node: {
      name: string
      op: string
      attr?: { shape?: { shape?: { dim?: { size: string }[] } } }
    }[]
  }
  weightsManifest: {
    weights: { name: string; shape: number[]; dtype: 'float32' | 'int32' }[]
  }[]
}

const bytesPerNumber = 4

/**
 * Makes TensorFlow.js execute BlazeFace at another size than the 256 px in its file, in place. The
 * network is fully convolutional; only the declared input shape and the four constants that the
 * output reshapes use are bound to the size (512 = 16*16*2 and 384 = 8*8*6 anchors at 256 px).
 * No weight changes. Throws unless exactly these four constants are found.
 */
export function resizeBlazeface(model: GraphModelJson, weightFile: Buffer, sizePx: number): void {
  for (const node of model.modelTopology.node) {
    const dimensions = node.attr?.shape?.shape?.dim
    if (node.op !== 'Placeholder' || !dimensions) continue
    for (const dimension of dimensions) {
      if (dimension.size === '256') dimension.size = String(sizePx)
    }
  }
  const anchors = new Map([
    [512, (sizePx / 16) ** 2 * 2],
    [384, (sizePx / 32) ** 2 * 6],
  ])
  let offset = 0
  let changed = 0
  for (const { shape, dtype } of model.weightsManifest.flatMap(group => group.weights)) {
    // The only int32 constants of shape [3] are the reshapes' targets: batch, anchors, numbers.
    if (dtype === 'int32' && shape.length === 1 && shape[0] === 3) {
      const at = offset + bytesPerNumber
      const count = anchors.get(weightFile.readInt32LE(at))
      if (count === undefined) throw new RangeError('BlazeFace has an unexpected reshape')
      weightFile.writeInt32LE(count, at)
      changed++
    }
    offset += bytesPerNumber * shape.reduce((product, size) => product * size, 1)
  }
  if (changed !== 4) throw new RangeError(`BlazeFace has ${changed} reshapes, expected 4`)
}
