/** A value of a pickle. Tuples and lists are told apart because only a tuple can be an argument list. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleTuple
  | PickleValue[]
  | Map<string, PickleValue>
  | PickleGlobal
  | object

export class PickleTuple {
  readonly items: readonly PickleValue[]

  constructor(items: readonly PickleValue[]) {
    this.items = items
  }
}

/** A name that the pickle calls; it runs code of ours, never of the file. */
export interface PickleGlobal {
  readonly name: string
  call?(args: readonly PickleValue[]): PickleValue
}

export interface UnpickleOptions {
  /** By `module.name`; whatever is not here is refused. */
  globals: ReadonlyMap<string, PickleGlobal>
  /** Turns a persistent id into what it stands for. */
  loadPersistent: (id: PickleValue) => PickleValue
}

/** The bytes are no pickle, or one that asks for more than is allowed. */
export class PickleError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PickleError'
  }
}

/**
 * Reads one pickle (protocol 2) that begins at `start`, with the opcodes that PyTorch's legacy files
 * are made of and no others. A pickle is a program; this one can build dictionaries, lists and
 * tuples and call the given globals. It has no loops, so its cost is bounded by its length, and
 * nothing that it builds is walked. Returns the value and the offset behind it.
 * Source: CPython, Lib/pickletools.py. @throws PickleError
 */
export function unpickle(
  bytes: Uint8Array,
  start: number,
  { globals, loadPersistent }: UnpickleOptions,
): { value: PickleValue; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stack: PickleValue[] = []
  const marks: number[] = []
  const memo = new Map<number, PickleValue>()
  let at = start

  const take = (length: number): number => {
    if (length > bytes.length - at) throw new PickleError('the file is cut off')
    at += length
    return at - length
  }
  const pop = (): PickleValue => {
    const value = stack.length > (marks.at(-1) ?? 0) ? stack.pop() : undefined
    if (value === undefined) throw new PickleError('a value is missing on the stack')
    return value
  }
  const popToMark = (): PickleValue[] => {
    const mark = marks.pop()
    if (mark === undefined) throw new PickleError('a mark is missing on the stack')
    return stack.splice(mark)
  }
  const peek = (): PickleValue => {
    const value = pop()
    stack.push(value)
    return value
  }
  const recall = (index: number): void => {
    const value = memo.get(index)
    if (value === undefined) throw new PickleError(`memo ${index} is empty`)
    stack.push(value)
  }
  const text = (length: number): string => {
    const from = take(length)
    return new TextDecoder().decode(bytes.subarray(from, from + length))
  }
  const line = (): string => {
    const end = bytes.indexOf(0x0a, at)
    if (end < 0 || end - at > maxNameBytes) throw new PickleError('a name has no end')
    const name = text(end - at)
    at++
    return name
  }
  const tuple = (size: number): void => {
    const items = Array.from({ length: size }, pop).toReversed()
    stack.push(new PickleTuple(items))
  }
  const setItems = (items: readonly PickleValue[]): void => {
    const target = peek()
    if (!(target instanceof Map) || items.length % 2 !== 0)
      throw new PickleError('items are set on what is no dictionary')
    for (let i = 0; i < items.length; i += 2) {
      const key = items[i]
      if (typeof key !== 'string') throw new PickleError('a key is no text')
      target.set(key, items[i + 1] ?? null)
    }
  }

  const opcodes: Record<number, () => void> = {
    0x80: () => {
      const version = view.getUint8(take(1))
      if (version !== 2) throw new PickleError(`pickle protocol ${version} is not read, only 2`)
    },
    // MARK
    0x28: () => void marks.push(stack.length),
    // NONE, NEWTRUE, NEWFALSE
    0x4e: () => void stack.push(null),
    0x88: () => void stack.push(true),
    0x89: () => void stack.push(false),
    // EMPTY_DICT, EMPTY_LIST, EMPTY_TUPLE
    0x7d: () => void stack.push(new Map()),
    0x5d: () => void stack.push([]),
    0x29: () => tuple(0),
    // BININT, BININT1, BININT2, LONG1
    0x4a: () => void stack.push(view.getInt32(take(4), true)),
    0x4b: () => void stack.push(view.getUint8(take(1))),
    0x4d: () => void stack.push(view.getUint16(take(2), true)),
    0x8a: () => {
      const length = view.getUint8(take(1))
      const from = take(length)
      let value = 0n
      for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[from + i] ?? 0)
      stack.push(BigInt.asIntN(8 * length, value))
    },
    // BINUNICODE
    0x58: () => void stack.push(text(view.getUint32(take(4), true))),
    // TUPLE, TUPLE1, TUPLE2, TUPLE3
    0x74: () => void stack.push(new PickleTuple(popToMark())),
    0x85: () => tuple(1),
    0x86: () => tuple(2),
    0x87: () => tuple(3),
    // BINPUT, LONG_BINPUT, BINGET, LONG_BINGET
    0x71: () => void memo.set(view.getUint8(take(1)), peek()),
    0x72: () => void memo.set(view.getUint32(take(4), true), peek()),
    0x68: () => recall(view.getUint8(take(1))),
    0x6a: () => recall(view.getUint32(take(4), true)),
    // SETITEM, SETITEMS, APPENDS
    0x73: () => {
      const value = pop()
      setItems([pop(), value])
    },
    0x75: () => setItems(popToMark()),
    0x65: () => {
      const items = popToMark()
      const target = peek()
      if (!Array.isArray(target)) throw new PickleError('items are appended to what is no list')
      for (const item of items) target.push(item)
    },
    // GLOBAL
    0x63: () => {
      const name = `${line()}.${line()}`
      const known = globals.get(name)
      if (!known) throw new PickleError(`it asks for ${JSON.stringify(name)}, which is not allowed`)
      stack.push(known)
    },
    // REDUCE
    0x52: () => {
      const args = pop()
      const callee = pop()
      if (!(args instanceof PickleTuple)) throw new PickleError('arguments are no tuple')
      const known = [...globals.values()].find(each => each === callee)
      if (!known?.call) throw new PickleError('it calls what cannot be called')
      stack.push(known.call(args.items))
    },
    // BUILD: attributes of an object; ours have none that matter (state_dict's _metadata).
    0x62: () => void pop(),
    // BINPERSID
    0x51: () => void stack.push(loadPersistent(pop())),
  }

  for (;;) {
    const offset = at
    const code = view.getUint8(take(1))
    // STOP
    if (code === 0x2e) {
      const value = pop()
      if (stack.length > 0 || marks.length > 0) throw new PickleError('values are left over')
      return { value, end: at }
    }
    const run = opcodes[code]
    if (!run)
      throw new PickleError(
        `opcode 0x${code.toString(16).padStart(2, '0')} at byte ${offset} is not allowed`,
      )
    run()
  }
}

/** `torch._utils` and `_rebuild_tensor_v2` are the longest that are needed. */
const maxNameBytes = 200
