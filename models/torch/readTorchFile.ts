import {
  PickleError,
  PickleTuple,
  unpickle,
  type PickleGlobal,
  type PickleValue,
} from './unpickle.ts'

/** One tensor of a state dictionary; the data is a view, not a copy. */
export interface TorchTensor {
  shape: readonly number[]
  data: Float32Array
}

/** The numbers of a `torch.save`d file are behind its pickles, one storage after the other. */
class Storage {
  readonly key: string
  readonly type: keyof typeof elementBytes
  readonly length: number
  /** Null until the storage was read; never set for integers, which nobody asks for. */
  data: Float32Array | null = null

  constructor(key: string, type: keyof typeof elementBytes, length: number) {
    this.key = key
    this.type = type
    this.length = length
  }
}

/** `_rebuild_tensor_v2`: where in which storage a tensor lies. */
class Rebuilt {
  readonly storage: Storage
  readonly offset: number
  readonly shape: readonly number[]

  constructor(storage: Storage, offset: number, shape: readonly number[]) {
    this.storage = storage
    this.offset = offset
    this.shape = shape
  }
}

const elementBytes = { FloatStorage: 4, LongStorage: 8 } as const
const magic = 0x1950a86a20f9469cfc6cn
const protocol = 1001
const zipHead = 0x504b
const maxTensors = 10_000
const maxRank = 8

/**
 * Reads the float tensors of a state dictionary in PyTorch's legacy file format (torch.save before
 * 1.6), with their names, a leading `module.` (DataParallel) taken off. Nothing of the file is ever
 * run: see unpickle. Source: torch/serialization.py, `_legacy_load`. @throws PickleError
 */
export function readTorchFile(bytes: Uint8Array): Map<string, TorchTensor> {
  if (bytes.length > 2 && ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0) === zipHead)
    throw new PickleError(
      'it is in the zip format of newer PyTorch; save it with _use_new_zipfile_serialization=False',
    )
  const storages = new Map<string, Storage>()
  const options = { globals: createGlobals(), loadPersistent: createLoader(storages) }
  let at = 0
  const next = (): PickleValue => {
    const { value, end } = unpickle(bytes, at, options)
    at = end
    return value
  }
  if (next() !== magic) throw new PickleError('it is no file of torch.save')
  if (next() !== protocol) throw new PickleError('its format is not the one of version 1001')
  const system = next()
  if (!(system instanceof Map) || system.get('little_endian') !== true)
    throw new PickleError('it was not written on a little-endian machine')
  const state = next()
  if (!(state instanceof Map)) throw new PickleError('it holds no state dictionary')
  const keys = next()
  if (!Array.isArray(keys)) throw new PickleError('it has no list of storages')
  readStorages(bytes, at, keys, storages)

  if (state.size > maxTensors) throw new PickleError(`it has more than ${maxTensors} tensors`)
  const tensors = new Map<string, TorchTensor>()
  for (const [name, value] of state) {
    if (!(value instanceof Rebuilt)) throw new PickleError(`${name} is no tensor`)
    const { storage, offset, shape } = value
    if (storage.type !== 'FloatStorage') continue
    if (!storage.data) throw new PickleError(`the numbers of ${name} are missing`)
    const data = storage.data.subarray(offset, offset + sizeOf(shape))
    tensors.set(name.replace(/^module\./, ''), { shape, data })
  }
  return tensors
}

function createGlobals(): ReadonlyMap<string, PickleGlobal> {
  const globals: PickleGlobal[] = [
    {
      name: 'collections.OrderedDict',
      call(args) {
        if (args.length > 0) throw new PickleError('a dictionary is made with arguments')
        return new Map()
      },
    },
    { name: 'torch._utils._rebuild_tensor_v2', call: rebuild },
    { name: 'torch.FloatStorage' },
    { name: 'torch.LongStorage' },
  ]
  return new Map(globals.map(known => [known.name, known]))
}

function rebuild([storage, offset, size, stride]: readonly PickleValue[]): PickleValue {
  const shape = countsOf(size)
  const strides = countsOf(stride)
  if (!(storage instanceof Storage) || !isCount(offset) || !shape || !strides)
    throw new PickleError('a tensor is described wrongly')
  if (!(offset + sizeOf(shape) <= storage.length))
    throw new PickleError('a tensor is larger than its storage')
  const isPlain = shape.every(
    (length, axis) => length === 1 || strides[axis] === sizeOf(shape.slice(axis + 1)),
  )
  if (!isPlain || strides.length !== shape.length)
    throw new PickleError('a tensor does not lie row by row in its storage')
  return new Rebuilt(storage, offset, shape)
}

/** ('storage', type, key, device, length, null): the storage itself comes later in the file. */
function createLoader(storages: Map<string, Storage>) {
  return (id: PickleValue): PickleValue => {
    const [kind, type, key, , length, part] = id instanceof PickleTuple ? id.items : []
    const name = typeof type === 'object' && type && 'name' in type ? type.name : null
    const known = name === 'torch.FloatStorage' ? 'FloatStorage' : 'LongStorage'
    if (kind !== 'storage' || name !== `torch.${known}` || typeof key !== 'string')
      throw new PickleError('a storage is described wrongly')
    if (!isCount(length) || part !== null) throw new PickleError(`storage ${key} is no plain one`)
    const seen = storages.get(key) ?? new Storage(key, known, length)
    if (seen.length !== length || seen.type !== known)
      throw new PickleError(`storage ${key} is described in two ways`)
    storages.set(key, seen)
    return seen
  }
}

function readStorages(
  bytes: Uint8Array,
  start: number,
  keys: readonly PickleValue[],
  storages: ReadonlyMap<string, Storage>,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = start
  for (const key of keys) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined
    if (!storage || storage.data) throw new PickleError('its list of storages is wrong')
    const sizeBytes = storage.length * elementBytes[storage.type]
    if (!(at + 8 + sizeBytes <= bytes.length)) throw new PickleError('the file is cut off')
    if (view.getBigInt64(at, true) !== BigInt(storage.length))
      throw new PickleError(`storage ${storage.key} has another length than described`)
    at += 8
    if (storage.type === 'FloatStorage') {
      const from = at
      const data = new Float32Array(storage.length)
      for (let i = 0; i < data.length; i++) data[i] = view.getFloat32(from + 4 * i, true)
      storage.data = data
    }
    at += sizeBytes
  }
  if (at !== bytes.length) throw new PickleError('bytes are left over at its end')
}

function countsOf(value: PickleValue | undefined): number[] | null {
  if (!(value instanceof PickleTuple) || value.items.length > maxRank) return null
  const counts = value.items.filter(isCount)
  return counts.length === value.items.length ? counts : null
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1)
}
