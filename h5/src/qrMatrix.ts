/** ISO/IEC 18004 table 9, level L, versions 1–15: error-correction codewords a block, and blocks. */
const eccPerBlock = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22]
const blockCounts = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6]

type Grid = boolean[][]

/**
 * A QR code (ISO/IEC 18004, byte mode, level L) of an address, as rows of dark modules without the
 * quiet zone. Null when it does not fit version 15, i.e. over 520 bytes.
 */
export function qrMatrix(text: string): Grid | null {
  const bytes = utf8(text)
  const version = eccPerBlock.findIndex((_, index) => bytes.length <= capacity(index + 1)) + 1
  if (version === 0) return null
  const codewords = interleave(dataCodewords(bytes, version), version)
  const size = version * 4 + 17
  const dark: Grid = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const fixed: Grid = dark.map(row => row.map(() => false))
  drawPatterns(dark, fixed, version)
  drawCodewords(dark, fixed, codewords)
  const masked = masks.map((mask, number) => {
    const grid = dark.map((row, y) => row.map((on, x) => on !== (!fixed[y]![x]! && mask(x, y))))
    drawFormat(grid, number)
    return grid
  })
  return masked.reduce((best, grid) => (penalty(grid) < penalty(best) ? grid : best))
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  x => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

function utf8(text: string): number[] {
  return Array.from(unescape(encodeURIComponent(text)), character => character.charCodeAt(0))
}

function alignmentCount(version: number): number {
  return version === 1 ? 0 : Math.floor(version / 7) + 2
}

function totalCodewords(version: number): number {
  const count = alignmentCount(version)
  const aligned = count === 0 ? 0 : (25 * count - 10) * count - 55
  const modules = (16 * version + 128) * version + 64 - aligned - (version >= 7 ? 36 : 0)
  return Math.floor(modules / 8)
}

function dataLength(version: number): number {
  return totalCodewords(version) - eccPerBlock[version - 1]! * blockCounts[version - 1]!
}

/** Bytes that fit: the header takes 4 bits of mode and 8 or 16 of length. */
function capacity(version: number): number {
  return dataLength(version) - (version < 10 ? 2 : 3)
}

function dataCodewords(bytes: readonly number[], version: number): number[] {
  const bits: number[] = []
  const push = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >> bit) & 1)
  }
  push(4, 4)
  push(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) push(byte, 8)
  const wanted = dataLength(version) * 8
  push(0, Math.min(4, wanted - bits.length))
  push(0, (8 - (bits.length % 8)) % 8)
  for (let pad = 0xec; bits.length < wanted; pad ^= 0xec ^ 0x11) push(pad, 8)
  return Array.from({ length: wanted / 8 }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((value, bit) => value * 2 + bit, 0),
  )
}

/** Product in GF(256) with the polynomial 0x11d. */
function multiply(left: number, right: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((right >> bit) & 1) * left
  }
  return product
}

function errorCorrection(data: readonly number[], degree: number): number[] {
  let divisor = [1]
  for (let power = 0, root = 1; power < degree; power++, root = multiply(root, 2)) {
    const next = divisor.concat(0)
    divisor.forEach((value, index) => {
      next[index + 1]! ^= multiply(value, root)
    })
    divisor = next
  }
  const rest = Array.from({ length: degree }, () => 0)
  for (const byte of data) {
    const factor = byte ^ rest.shift()!
    rest.push(0)
    for (let index = 0; index < degree; index++)
      rest[index]! ^= multiply(divisor[index + 1]!, factor)
  }
  return rest
}

function interleave(data: readonly number[], version: number): number[] {
  const count = blockCounts[version - 1]!
  const degree = eccPerBlock[version - 1]!
  const short = Math.floor(data.length / count)
  const shortBlocks = count - (data.length % count)
  const blocks: number[][] = []
  for (let index = 0, at = 0; index < count; index++) {
    const length = short + (index < shortBlocks ? 0 : 1)
    blocks.push(data.slice(at, at + length))
    at += length
  }
  const corrections = blocks.map(block => errorCorrection(block, degree))
  const result: number[] = []
  for (let at = 0; at <= short; at++)
    for (const block of blocks) if (at < block.length) result.push(block[at]!)
  for (let at = 0; at < degree; at++) for (const block of corrections) result.push(block[at]!)
  return result
}

function drawPatterns(dark: Grid, fixed: Grid, version: number): void {
  const size = dark.length
  const set = (x: number, y: number, on: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return
    dark[y]![x] = on
    fixed[y]![x] = true
  }
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  for (const [left, top] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    for (let y = -4; y <= 4; y++)
      for (let x = -4; x <= 4; x++) {
        const distance = Math.max(Math.abs(x), Math.abs(y))
        set(left + x, top + y, distance !== 2 && distance !== 4)
      }
  const places = alignmentPlaces(version)
  const last = places.length - 1
  places.forEach((left, column) =>
    places.forEach((top, row) => {
      const isFinder =
        (row === 0 && (column === 0 || column === last)) || (row === last && column === 0)
      if (isFinder) return
      for (let y = -2; y <= 2; y++)
        for (let x = -2; x <= 2; x++)
          set(left + x, top + y, Math.max(Math.abs(x), Math.abs(y)) !== 1)
    }),
  )
  for (let at = 0; at < 9; at++) {
    set(8, at, at === 6)
    set(at, 8, at === 6)
    if (at < 8) set(size - 1 - at, 8, false)
    if (at < 8) set(8, size - 1 - at, at === 7)
  }
  if (version >= 7) {
    let rest = version
    for (let step = 0; step < 12; step++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25)
    const bits = (version << 12) | rest
    for (let bit = 0; bit < 18; bit++) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)]
      set(far, near, ((bits >> bit) & 1) === 1)
      set(near, far, ((bits >> bit) & 1) === 1)
    }
  }
}

function alignmentPlaces(version: number): number[] {
  const count = alignmentCount(version)
  if (count === 0) return []
  const last = version * 4 + 10
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? 6 : last - (count - 1 - index) * step,
  )
}

/** Level L is 01; the 15 bits stand twice. */
function drawFormat(grid: Grid, mask: number): void {
  const size = grid.length
  const data = (1 << 3) | mask
  let rest = data
  for (let step = 0; step < 10; step++) rest = (rest << 1) ^ ((rest >> 9) * 0x537)
  const bits = ((data << 10) | rest) ^ 0x5412
  const bit = (index: number) => ((bits >> index) & 1) === 1
  for (let index = 0; index < 15; index++) {
    const near = index < 6 ? index : index < 8 ? index + 1 : 0
    if (index < 8) grid[near]![8] = bit(index)
    else grid[8]![index === 8 ? 7 : 14 - index] = bit(index)
    if (index < 8) grid[8]![size - 1 - index] = bit(index)
    else grid[size - 15 + index]![8] = bit(index)
  }
  grid[size - 8]![8] = true
}

function drawCodewords(dark: Grid, fixed: Grid, codewords: readonly number[]): void {
  const size = dark.length
  let bit = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++)
      for (let side = 0; side < 2; side++) {
        const x = right - side
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step
        if (fixed[y]![x]!) continue
        dark[y]![x] = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
        bit += 1
      }
  }
}

/** Rules 1, 2 and 4 of the standard: long runs, blocks, balance. */
function penalty(grid: Grid): number {
  const size = grid.length
  let points = 0
  let on = 0
  for (let y = 0; y < size; y++) {
    let [across, down] = [0, 0]
    for (let x = 0; x < size; x++) {
      const here = grid[y]![x]!
      if (here) on += 1
      across = x > 0 && here === grid[y]![x - 1] ? across + 1 : 1
      down = x > 0 && grid[x]![y] === grid[x - 1]![y] ? down + 1 : 1
      points += (across === 5 ? 3 : across > 5 ? 1 : 0) + (down === 5 ? 3 : down > 5 ? 1 : 0)
      if (x > 0 && y > 0 && here === grid[y]![x - 1] && here === grid[y - 1]![x])
        if (here === grid[y - 1]![x - 1]) points += 3
    }
  }
  return points + Math.floor(Math.abs((on * 20) / (size * size) - 10)) * 10
}
