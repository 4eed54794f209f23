import type { SphinxModel } from './sphinxModel.ts'

/** A Sphinx-3 parameter file: header, byte order mark, whole numbers, singles, their sum. */
export function writeParameters(
  integers: readonly number[],
  singles: readonly number[],
  littleEndian = true,
): Uint8Array {
  const header = Buffer.from('s3\nversion 1.0\nchksum0 yes\n      endhdr\n')
  const body = new DataView(new ArrayBuffer((integers.length + singles.length + 2) * 4))
  let at = 0
  let sum = 0
  const put = (write: () => void) => {
    write()
    sum = (((sum << 20) | (sum >>> 12)) + body.getInt32(at, littleEndian)) | 0
    at += 4
  }
  body.setInt32(0, 0x11223344, littleEndian)
  at = 4
  for (const value of integers) put(() => body.setInt32(at, value, littleEndian))
  for (const value of singles) put(() => body.setFloat32(at, value, littleEndian))
  body.setInt32(at, sum, littleEndian)
  return new Uint8Array(Buffer.concat([header, new Uint8Array(body.buffer)]))
}

/**
 * `sendump` with 8 bits a weight, or with 4 that point at `values` (weights are then places in it).
 *
 * @param weights [stream][density][state]
 */
export function writeSendump(
  weights: readonly (readonly (readonly number[])[])[],
  bits: 4 | 8,
  values: readonly number[] = [],
): Uint8Array {
  const states = weights[0]?.[0]?.length ?? 0
  const densities = weights[0]?.length ?? 0
  const titles = [
    'BEGIN FILE FORMAT DESCRIPTION',
    `feature_count ${weights.length}`,
    `mixture_count ${densities}`,
    `model_count ${states}`,
    `cluster_count ${bits === 4 ? values.length - 1 : 0}`,
    ...(bits === 4 ? ['cluster_bits 4'] : []),
    'logbase 1.0001',
    'mixw_shift 10',
  ]
  const parts = titles.flatMap(title => [int32(title.length + 1), Buffer.from(`${title}\0`)])
  parts.push(int32(0), ...(bits === 8 ? [int32(densities), int32(states)] : [Buffer.from(values)]))
  for (const row of weights.flat()) {
    const bytes =
      bits === 8
        ? row
        : Array.from(
            { length: Math.ceil(states / 2) },
            (_, i) => (row[2 * i] ?? 0) | ((row[2 * i + 1] ?? 0) << 4),
          )
    parts.push(Buffer.from(bytes))
  }
  return new Uint8Array(Buffer.concat(parts))
}

type Definition = Pick<SphinxModel, 'phones' | 'states' | 'alone' | 'triphones'>

/** `mdef` as text. */
export function writeTextDefinition({ phones, states, alone, triphones }: Definition): Uint8Array {
  const rowOf = (phone: string, around: string, triple: readonly number[]) =>
    ` ${phone} ${around} n/a ${phones.indexOf(phone)} ${triple.join(' ')} N`
  const lines = [
    '0.3',
    `${phones.length} n_base`,
    `${triphones.length} n_tri`,
    `${(phones.length + triphones.length) * 4} n_state_map`,
    `${states} n_tied_state`,
    `${phones.length * 3} n_tied_ci_state`,
    `${phones.length} n_tied_tmat`,
    '#',
    '#base lft  rt p attrib tmat      ... state ids ...',
    ...phones.map((phone, i) => rowOf(phone, '- - -', alone[i] ?? [])),
    ...triphones.map(({ phone, left, right, position, states: triple }) =>
      rowOf(phone, `${left} ${right} ${position}`, triple),
    ),
  ]
  return new TextEncoder().encode(`${lines.join('\n')}\n`)
}

/** `mdef` in binary form, version 1, little-endian; its tree of triphones is left empty. */
export function writeBinaryDefinition(definition: Definition): Uint8Array {
  const { phones, states, alone, triphones } = definition
  const sequences = [...alone, ...triphones.map(triphone => triphone.states)]
  const description = Buffer.from('a description\n\0\0')
  const counts = [
    phones.length,
    phones.length + triphones.length,
    3,
    phones.length * 3,
    states,
    phones.length,
    sequences.length,
    3,
    1,
    phones.indexOf('SIL'),
  ]
  const names = Buffer.from(phones.map(name => `${name}\0`).join(''))
  const rows = sequences.map((_, row) => {
    const triphone = triphones[row - phones.length]
    const phone = triphone ? phones.indexOf(triphone.phone) : row
    const attributes = triphone
      ? [
          ['i', 'b', 'e', 's'].indexOf(triphone.position),
          phone,
          phones.indexOf(triphone.left),
          phones.indexOf(triphone.right),
        ]
      : [0, 0, 0, 0]
    return Buffer.concat([int32(row), int32(phone), Buffer.from(attributes)])
  })
  const cells = sequences.flat()
  const sixteen = Buffer.alloc(cells.length * 2)
  for (const [i, state] of cells.entries()) sixteen.writeUInt16LE(state, i * 2)
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('BMDF'),
      int32(1),
      int32(description.length),
      description,
      ...counts.map(int32),
      names,
      Buffer.alloc((4 - (names.length % 4)) % 4),
      Buffer.alloc(8),
      ...rows,
      int32(cells.length),
      sixteen,
    ]),
  )
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}
