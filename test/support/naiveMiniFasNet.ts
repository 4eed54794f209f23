import type { TorchTensor } from '../../models/torch/readTorchFile.ts'

/** A feature map, channel by channel, row by row. */
interface Map3 {
  channels: number
  size: number
  data: Float64Array
}

/**
 * The forward pass of a MiniFASNet written down once more, straight from PyTorch's definitions of its
 * layers and in doubles: nothing is folded, padded or reordered. Returns the probabilities.
 */
export function naiveMiniFasNet(
  weights: ReadonlyMap<string, TorchTensor>,
  image: Float32Array,
  size: number,
): number[] {
  const tensor = (name: string): TorchTensor => {
    const found = weights.get(name)
    if (!found) throw new RangeError(name)
    return found
  }
  const at = (name: string, index: number) => tensor(name).data[index]!

  function conv(x: Map3, name: string, stride: number, padding: number): Map3 {
    const { shape, data } = tensor(name)
    const [out = 0, perGroup = 0, kernel = 0] = shape
    const isDepthwise = perGroup === 1 && x.channels > 1
    const side = Math.floor((x.size + 2 * padding - kernel) / stride) + 1
    const result = new Float64Array(out * side * side)
    for (let o = 0; o < out; o++)
      for (let y = 0; y < side; y++)
        for (let column = 0; column < side; column++) {
          let sum = 0
          for (let i = 0; i < perGroup; i++)
            for (let v = 0; v < kernel; v++)
              for (let u = 0; u < kernel; u++) {
                const row = y * stride + v - padding
                const col = column * stride + u - padding
                if (row < 0 || col < 0 || row >= x.size || col >= x.size) continue
                const channel = isDepthwise ? o : i
                sum +=
                  data[((o * perGroup + i) * kernel + v) * kernel + u]! *
                  x.data[(channel * x.size + row) * x.size + col]!
              }
          result[(o * side + y) * side + column] = sum
        }
    return { channels: out, size: side, data: result }
  }
  const perChannel = (x: Map3, change: (value: number, channel: number) => number): Map3 => ({
    ...x,
    data: x.data.map((value, i) => change(value, Math.floor(i / (x.size * x.size)))),
  })
  const norm = (x: Map3, name: string) =>
    perChannel(
      x,
      (value, c) =>
        ((value - at(`${name}.running_mean`, c)) / Math.sqrt(at(`${name}.running_var`, c) + 1e-5)) *
          at(`${name}.weight`, c) +
        at(`${name}.bias`, c),
    )
  const block = (x: Map3, name: string, stride = 1, padding = 0) =>
    perChannel(norm(conv(x, `${name}.conv.weight`, stride, padding), `${name}.bn`), (value, c) =>
      value > 0 ? value : value * at(`${name}.prelu.weight`, c),
    )
  const linear = (x: Map3, name: string) => norm(conv(x, `${name}.conv.weight`, 1, 0), `${name}.bn`)
  const bottleneck = (x: Map3, name: string, stride: number) =>
    linear(block(block(x, `${name}.conv`), `${name}.conv_dw`, stride, 1), `${name}.project`)
  const excite = (x: Map3, name: string): Map3 => {
    const area = x.size * x.size
    const means = Float64Array.from({ length: x.channels }, (_, c) =>
      x.data.subarray(c * area, (c + 1) * area).reduce((sum, value) => sum + value / area, 0),
    )
    const pooled: Map3 = { channels: x.channels, size: 1, data: means }
    const squeezed = norm(conv(pooled, `${name}.fc1.weight`, 1, 0), `${name}.bn1`)
    const relu = perChannel(squeezed, value => Math.max(0, value))
    const gates = norm(conv(relu, `${name}.fc2.weight`, 1, 0), `${name}.bn2`)
    return perChannel(x, (value, c) => value / (1 + Math.exp(-gates.data[c]!)))
  }
  const residuals = (x: Map3, name: string): Map3 => {
    let sum = x
    for (let i = 0; weights.has(`${name}.model.${i}.conv.conv.weight`); i++) {
      const layer = `${name}.model.${i}`
      let out = bottleneck(sum, layer, 1)
      if (weights.has(`${layer}.se_module.fc1.weight`)) out = excite(out, `${layer}.se_module`)
      const before = sum
      sum = { ...out, data: out.data.map((value, k) => value + before.data[k]!) }
    }
    return sum
  }
  const dense = (x: Float64Array, name: string): Float64Array => {
    const { shape, data } = tensor(name)
    const [out = 0, inputs = 0] = shape
    return Float64Array.from({ length: out }, (_, o) =>
      x.reduce((sum, value, i) => sum + value * data[o * inputs + i]!, 0),
    )
  }

  let x: Map3 = { channels: 3, size, data: Float64Array.from(image) }
  x = block(block(x, 'conv1', 2, 1), 'conv2_dw', 1, 1)
  x = residuals(bottleneck(x, 'conv_23', 2), 'conv_3')
  x = residuals(bottleneck(x, 'conv_34', 2), 'conv_4')
  x = residuals(bottleneck(x, 'conv_45', 2), 'conv_5')
  x = linear(block(x, 'conv_6_sep'), 'conv_6_dw')
  const embedded = dense(x.data, 'linear.weight')
  const normed = norm({ channels: embedded.length, size: 1, data: embedded }, 'bn').data
  const logits = dense(normed, 'prob.weight')
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0)
  return [...logits].map(logit => Math.exp(logit) / total)
}
