import type { TorchTensor } from '../../models/torch/readTorchFile.ts'
import { seededRandom } from './seededRandom.ts'

/** Bytes of a pickle, put together opcode by opcode. */
export class Pickle {
  readonly parts: Buffer[] = []

  constructor() {
    this.op(0x80, 2)
  }

  op(...bytes: number[]): this {
    this.parts.push(Buffer.from(bytes))
    return this
  }

  text(value: string): this {
    const bytes = Buffer.from(value)
    const head = Buffer.alloc(5, 'X')
    head.writeUInt32LE(bytes.length, 1)
    this.parts.push(head, bytes)
    return this
  }

  integer(value: number): this {
    const bytes = Buffer.alloc(5, 'J')
    bytes.writeInt32LE(value, 1)
    this.parts.push(bytes)
    return this
  }

  global(module: string, name: string): this {
    this.parts.push(Buffer.from(`c${module}\n${name}\n`))
    return this
  }

  /** ( … t */
  tuple(fill: () => void): this {
    this.op(0x28)
    fill()
    return this.op(0x74)
  }

  end(): Buffer {
    this.op(0x2e)
    return Buffer.concat(this.parts)
  }
}

/** The three pickles before the state dictionary: magic number, protocol, system. */
export function torchHead(): Buffer {
  const magic = Buffer.from('80028a0a6cfc9c46f9206aa850192e', 'hex')
  const protocol = Buffer.from('80024de9032e', 'hex')
  const system = new Pickle().op(0x7d).text('little_endian').op(0x88, 0x73).end()
  return Buffer.concat([magic, protocol, system])
}

/** Pushes one tensor as torch.save describes it. */
export function pushTensor(
  pickle: Pickle,
  key: string,
  shape: readonly number[],
  { length = shape.reduce((a, b) => a * b, 1), offset = 0, type = 'FloatStorage' } = {},
): void {
  pickle.global('torch._utils', '_rebuild_tensor_v2').tuple(() => {
    pickle.tuple(() => {
      pickle.text('storage').global('torch', type).text(key).text('cuda:0').integer(length).op(0x4e)
    })
    pickle.op(0x51).integer(offset)
    pickle.tuple(() => shape.forEach(size => pickle.integer(size)))
    pickle.tuple(() =>
      shape.forEach((_, axis) => pickle.integer(shape.slice(axis + 1).reduce((a, b) => a * b, 1))),
    )
    pickle.op(0x89).global('collections', 'OrderedDict').op(0x29, 0x52)
  })
  pickle.op(0x52)
}

/** What torch.save wrote before version 1.6: five pickles, then the numbers. */
export function writeTorchFile(tensors: ReadonlyMap<string, TorchTensor>): Buffer {
  const state = new Pickle().global('collections', 'OrderedDict').op(0x29, 0x52, 0x28)
  const keys = new Pickle().op(0x5d, 0x28)
  const numbers: Buffer[] = []
  let key = 1000
  for (const [name, { shape, data }] of tensors) {
    state.text(`module.${name}`)
    pushTensor(state, String(key), shape)
    keys.text(String(key++))
    const head = Buffer.alloc(8)
    head.writeBigInt64LE(BigInt(data.length))
    const body = Buffer.alloc(4 * data.length)
    data.forEach((value, i) => body.writeFloatLE(value, 4 * i))
    numbers.push(head, body)
  }
  state.op(0x75)
  keys.op(0x65)
  return Buffer.concat([torchHead(), state.end(), keys.end(), ...numbers])
}

/**
 * Weights of a small MiniFASNet drawn at random: the published structure and names with a few
 * channels. `excites`: with the squeeze-and-excitation of V1SE.
 */
export function randomMiniFasNet(seed: number, excites: boolean): Map<string, TorchTensor> {
  const random = seededRandom(seed)
  const tensors = new Map<string, TorchTensor>()
  const add = (name: string, shape: number[], low: number, high: number) => {
    const length = shape.reduce((a, b) => a * b, 1)
    const data = Float32Array.from({ length }, () => low + (high - low) * random())
    tensors.set(name, { shape, data })
  }
  const norm = (name: string, channels: number) => {
    add(`${name}.weight`, [channels], 0.5, 1.5)
    add(`${name}.bias`, [channels], -0.5, 0.5)
    add(`${name}.running_mean`, [channels], -0.5, 0.5)
    add(`${name}.running_var`, [channels], 0.3, 2)
  }
  const conv = (layer: string, out: number, inputs: number, kernel: number, prelu = true) => {
    const reach = 1.7 / Math.sqrt(inputs * kernel * kernel)
    add(`${layer}.conv.weight`, [out, inputs, kernel, kernel], -reach, reach)
    norm(`${layer}.bn`, out)
    if (prelu) add(`${layer}.prelu.weight`, [out], 0.1, 0.4)
  }
  const bottleneck = (layer: string, inputs: number, wide: number, out: number) => {
    conv(`${layer}.conv`, wide, inputs, 1)
    conv(`${layer}.conv_dw`, wide, 1, 3)
    conv(`${layer}.project`, out, wide, 1, false)
  }
  conv('conv1', 4, 3, 3)
  // Pictures are 0–255: the first layer brings them down.
  const first = tensors.get('conv1.conv.weight')
  first?.data.forEach((value, i, data) => (data[i] = value / 64))
  conv('conv2_dw', 4, 1, 3)
  const stages = [
    ['conv_23', 'conv_3', 4, 6, 2],
    ['conv_34', 'conv_4', 6, 8, 2],
    ['conv_45', 'conv_5', 8, 8, 1],
  ] as const
  for (const [down, stage, inputs, out, blocks] of stages) {
    bottleneck(down, inputs, 7, out)
    for (let i = 0; i < blocks; i++) {
      bottleneck(`${stage}.model.${i}`, out, 5, out)
      if (!excites || i < blocks - 1) continue
      const gate = `${stage}.model.${i}.se_module`
      add(`${gate}.fc1.weight`, [2, out, 1, 1], -0.7, 0.7)
      norm(`${gate}.bn1`, 2)
      add(`${gate}.fc2.weight`, [out, 2, 1, 1], -0.7, 0.7)
      norm(`${gate}.bn2`, out)
    }
  }
  conv('conv_6_sep', 12, 8, 1)
  conv('conv_6_dw', 12, 1, 5, false)
  add('linear.weight', [6, 12], -0.5, 0.5)
  norm('bn', 6)
  add('prob.weight', [3, 6], -0.5, 0.5)
  return tensors
}
