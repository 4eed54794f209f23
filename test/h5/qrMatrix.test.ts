import assert from 'node:assert/strict'
import { qrMatrix } from '../../h5/src/qrMatrix.ts'

/** ISO/IEC 18004 table 9, level L: total codewords, correction codewords a block, blocks. */
const table: Readonly<Record<number, [total: number, ecc: number, blocks: number]>> = {
  1: [26, 7, 1],
  4: [100, 20, 1],
  5: [134, 26, 1],
  6: [172, 18, 2],
  7: [196, 20, 2],
  10: [346, 18, 4],
  15: [655, 22, 6],
}

/** A reader of its own: format, mask, zigzag, blocks, Reed–Solomon syndromes, byte segment. */
function read(grid: readonly (readonly boolean[])[]): string {
  const size = grid.length
  const version = (size - 17) / 4
  const [total, ecc, blocks] = table[version] ?? [0, 0, 0]
  const at = (x: number, y: number) => (grid[y]?.[x] ? 1 : 0)
  let format = 0
  for (const x of [0, 1, 2, 3, 4, 5, 7, 8]) format = format * 2 + at(x, 8)
  for (const y of [7, 5, 4, 3, 2, 1, 0]) format = format * 2 + at(8, y)
  format ^= 0x5412
  assert.equal(format >> 13, 1, 'level L')
  const mask = (format >> 10) & 7
  const isMasked = (x: number, y: number) =>
    [
      (x + y) % 2,
      y % 2,
      x % 3,
      (x + y) % 3,
      (((x / 3) | 0) + ((y / 2) | 0)) % 2,
      ((x * y) % 2) + ((x * y) % 3),
      (((x * y) % 2) + ((x * y) % 3)) % 2,
      (((x + y) % 2) + ((x * y) % 3)) % 2,
    ][mask] === 0
  const count = version === 1 ? 0 : Math.floor(version / 7) + 2
  const last = size - 7
  const step = count > 1 ? Math.ceil((last - 6) / (count - 1) / 2) * 2 : 0
  const places = Array.from({ length: count }, (_, n) =>
    n === 0 ? 6 : last - (count - 1 - n) * step,
  )
  const isFixed = (x: number, y: number) =>
    x === 6 ||
    y === 6 ||
    (x < 9 && y < 9) ||
    (x > size - 9 && y < 9) ||
    (x < 9 && y > size - 9) ||
    (version >= 7 && ((x > size - 12 && y < 6) || (y > size - 12 && x < 6))) ||
    places.some(px =>
      places.some(
        py =>
          Math.abs(x - px) < 3 &&
          Math.abs(y - py) < 3 &&
          !((px === 6 && (py === 6 || py === last)) || (px === last && py === 6)),
      ),
    )
  const bits: number[] = []
  let isUp = true
  for (let right = size - 1; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5
    for (let n = 0; n < size; n++)
      for (const x of [right, right - 1]) {
        const y = isUp ? size - 1 - n : n
        if (!isFixed(x, y)) bits.push(at(x, y) ^ (isMasked(x, y) ? 1 : 0))
      }
  }
  const words = Array.from({ length: total }, (_, n) =>
    bits.slice(n * 8, n * 8 + 8).reduce((value, bit) => value * 2 + bit, 0),
  )
  const dataTotal = total - ecc * blocks
  const short = Math.floor(dataTotal / blocks)
  const lengths = Array.from(
    { length: blocks },
    (_, n) => short + (n >= blocks - (dataTotal % blocks) ? 1 : 0),
  )
  const parts: number[][] = lengths.map(() => [])
  let next = 0
  for (let n = 0; n <= short; n++)
    for (const [block, length] of lengths.entries())
      if (n < length) parts[block]?.push(words[next++] ?? 0)
  for (let n = 0; n < ecc; n++) for (const part of parts) part.push(words[next++] ?? 0)
  for (const part of parts)
    for (let power = 0, root = 1; power < ecc; power++, root = multiply(root, 2))
      assert.equal(
        part.reduce((sum, word) => multiply(sum, root) ^ word, 0),
        0,
        'syndrome',
      )
  const data = parts.flatMap((part, block) => part.slice(0, lengths[block]))
  const stream = data.flatMap(word => Array.from({ length: 8 }, (_, n) => (word >> (7 - n)) & 1))
  const number = (from: number, length: number) =>
    stream.slice(from, from + length).reduce((value, bit) => value * 2 + bit, 0)
  assert.equal(number(0, 4), 4, 'byte mode')
  const wide = version < 10 ? 8 : 16
  const bytes = Array.from({ length: number(4, wide) }, (_, n) => number(4 + wide + n * 8, 8))
  return Buffer.from(bytes).toString()
}

function multiply(left: number, right: number): number {
  let [product, factor] = [0, left]
  for (let rest = right; rest > 0; rest >>= 1) {
    if (rest & 1) product ^= factor
    factor = factor & 128 ? (factor << 1) ^ 0x11d : factor << 1
  }
  return product
}

describe('the QR code of an address', () => {
  for (const [length, version] of [
    [10, 1],
    [75, 4],
    [100, 5],
    [130, 6],
    [150, 7],
    [260, 10],
    [520, 15],
  ] as const)
    it(`of ${length} bytes is version ${version} and reads as it was written`, () => {
      const text = 'https://id.example.com/h5/?token='.padEnd(length, '0A9-z').slice(0, length)
      const grid = qrMatrix(text)
      assert.equal(grid?.length, version * 4 + 17)
      assert.equal(read(grid ?? []), text)
    })

  it('carries other than ASCII letters as UTF-8', () => {
    assert.equal(read(qrMatrix('真人') ?? []), '真人')
  })

  it('is left out when it would not fit', () => {
    assert.equal(qrMatrix('x'.repeat(521)), null)
  })
})
