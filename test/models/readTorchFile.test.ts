import assert from 'node:assert/strict'
import { readTorchFile } from '../../models/torch/readTorchFile.ts'
import { PickleError } from '../../models/torch/unpickle.ts'
import {
  Pickle,
  pushTensor,
  randomMiniFasNet,
  torchHead,
  writeTorchFile,
} from '../support/torchFile.ts'

function refuses(bytes: Uint8Array, message: RegExp): void {
  assert.throws(
    () => readTorchFile(bytes),
    error => {
      assert.ok(error instanceof PickleError, String(error))
      assert.match(error.message, message)
      return true
    },
  )
}

/** A file whose state dictionary is this pickle. */
const withState = (state: Buffer) =>
  Buffer.concat([torchHead(), state, new Pickle().op(0x5d, 0x28, 0x65).end()])

describe('reading a legacy file of torch.save', () => {
  it('gives back every tensor, with its name and shape', () => {
    const written = randomMiniFasNet(1, true)
    const read = readTorchFile(writeTorchFile(written))
    assert.deepEqual([...read.keys()], [...written.keys()])
    for (const [name, { shape, data }] of written) {
      assert.deepEqual(read.get(name)?.shape, shape, name)
      assert.deepEqual(read.get(name)?.data, data, name)
    }
  })

  it('never calls what a file names: it says what was asked for', () => {
    for (const [module, name] of [
      ['os', 'system'],
      ['posix', 'system'],
      ['builtins', 'eval'],
      ['__builtin__', 'getattr'],
      ['torch._utils', '_rebuild_parameter'],
      ['__proto__', 'constructor'],
    ] as const) {
      const call = new Pickle()
        .global(module, name)
        .tuple(() => undefined)
        .op(0x52)
      refuses(withState(call.end()), new RegExp(`"${module}.${name}", which is not allowed`))
    }
  })

  it('calls nothing but its own two functions', () => {
    const onText = new Pickle().text('eval').op(0x29, 0x52).end()
    refuses(withState(onText), /cannot be called/)
    const onType = new Pickle().global('torch', 'FloatStorage').op(0x29, 0x52).end()
    refuses(withState(onType), /cannot be called/)
    const onMap = new Pickle().op(0x7d, 0x29, 0x52).end()
    refuses(withState(onMap), /cannot be called/)
    const noTuple = new Pickle().global('collections', 'OrderedDict').op(0x5d, 0x52).end()
    refuses(withState(noTuple), /no tuple/)
  })

  it('refuses every opcode that it does not need', () => {
    const needed = new Set(Buffer.from('(.N}])JKMXtqrhjsuecRbQ'))
    for (const code of [0x80, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a]) needed.add(code)
    for (let code = 0; code < 256; code++) {
      if (needed.has(code)) continue
      const pattern = new RegExp(`opcode 0x${code.toString(16).padStart(2, '0')} at byte`)
      refuses(withState(new Pickle().op(code).end()), pattern)
    }
  })

  it('refuses tensors that reach outside their numbers', () => {
    const tensor = (shape: number[], options: Parameters<typeof pushTensor>[3]) => {
      const state = new Pickle().op(0x7d).text('w')
      pushTensor(state, '1', shape, options)
      return withState(state.op(0x73).end())
    }
    refuses(tensor([4], { length: 3 }), /larger than its storage/)
    refuses(tensor([4], { length: 4, offset: 1 }), /larger than its storage/)
    refuses(tensor([-4], { length: 4 }), /described wrongly/)
    refuses(tensor([2_147_483_647, 2_147_483_647], { length: 4 }), /larger than its storage/)
    refuses(tensor([1, 1, 1, 1, 1, 1, 1, 1, 1], { length: 1 }), /described wrongly/)
    refuses(tensor([4], { length: -4 }), /no plain one/)
    refuses(tensor([4], { type: 'DoubleStorage' }), /not allowed/)
    refuses(tensor([4], {}), /numbers of w are missing/)
  })

  it('refuses what is cut off at any byte, or has bytes left over', () => {
    const whole = writeTorchFile(
      new Map([['w', { shape: [2, 2], data: Float32Array.from([1, 2, 3, 4]) }]]),
    )
    assert.deepEqual(readTorchFile(whole).get('w')?.data, Float32Array.from([1, 2, 3, 4]))
    for (let length = 0; length < whole.length; length++)
      assert.throws(() => readTorchFile(whole.subarray(0, length)), PickleError)
    refuses(Buffer.concat([whole, Buffer.from([0])]), /left over/)
  })

  it('says what other files are', () => {
    refuses(Buffer.from('PK\u0003\u0004 a zip'), /zip format/)
    refuses(Buffer.from('a text'), /not allowed/)
    refuses(new Pickle().op(0x4e).end(), /no file of torch\.save/)
  })

  it('comes to an end on nested, shared and huge structures', () => {
    const nested = new Pickle().op(0x5d)
    for (let i = 0; i < 200_000; i++) nested.op(0x85)
    refuses(withState(nested.end()), /no state dictionary/)
    // Each list holds the one before it twice: 2^1000 leaves, if anybody walked them.
    const laughs = new Pickle().op(0x5d, 0x71, 0)
    for (let i = 0; i < 1000; i++) laughs.op(0x5d, 0x28, 0x68, 0, 0x68, 0, 0x65, 0x71, 0)
    refuses(withState(laughs.end()), /left over/)
    const long = new Pickle().op(0x58, 0xff, 0xff, 0xff, 0x7f)
    refuses(withState(long.end()), /cut off/)
    const itself = new Pickle().op(0x5d, 0x71, 0, 0x28, 0x68, 0, 0x65).end()
    refuses(withState(itself), /no state dictionary/)
  })

  it('survives any one changed byte', () => {
    const whole = writeTorchFile(
      new Map([['w', { shape: [2, 2], data: Float32Array.from([1, 2, 3, 4]) }]]),
    )
    for (let i = 0; i < whole.length; i++)
      for (const flip of [0x01, 0x80, 0xff]) {
        const changed = Buffer.from(whole)
        changed[i] = (changed[i] ?? 0) ^ flip
        try {
          readTorchFile(changed)
        } catch (error) {
          assert.ok(error instanceof PickleError, `byte ${i}: ${String(error)}`)
        }
      }
  })
})
