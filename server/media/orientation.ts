import { endianness } from 'node:os'

/** How stored pictures become upright: first the axes are exchanged, then ends. */
export interface Orientation {
  /** Rows become columns. */
  isTurned: boolean
  /** The stored column, or row, is counted from its end. */
  flipsX: boolean
  flipsY: boolean
}

const upright: Orientation = { isTurned: false, flipsX: false, flipsY: false }

/** Quarter turns clockwise, 0–3. */
const quarterTurns: readonly Orientation[] = [
  upright,
  { isTurned: true, flipsX: false, flipsY: true },
  { isTurned: false, flipsX: true, flipsY: true },
  { isTurned: true, flipsX: true, flipsY: false },
]

/** From the `rotate` tag of older Matroska files: degrees clockwise, to the nearest quarter turn. */
export function orientationOfTag(rotate: string | null): Orientation {
  const turns = Math.round(Number(rotate) / 90) % 4
  return quarterTurns[(turns + 4) % 4] ?? upright
}

/** Bytes of FFmpeg's display matrix: 3×3 int32. */
const matrixBytes = 36

/**
 * From a display matrix (ISO 14496-12 §6.2.2 as libavutil/display.h keeps it: a point (p, q) appears
 * at (a·p + c·q, b·p + d·q), numbers in machine order), to the nearest quarter turn.
 */
export function readOrientation(matrix: Buffer): Orientation {
  if (matrix.length < matrixBytes) return upright
  const view = new DataView(matrix.buffer, matrix.byteOffset, matrixBytes)
  const isLittle = endianness() === 'LE'
  const [a = 0, b = 0, c = 0, d = 0] = [0, 4, 12, 16].map(at => view.getInt32(at, isLittle))
  const isTurned = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d)
  const [alongX, alongY] = isTurned ? [b, c] : [a, d]
  return { isTurned, flipsX: alongX < 0, flipsY: alongY < 0 }
}

/** One plane (8 bits, rows without gaps) of a stored picture → upright. */
export function turnPlane(
  plane: Uint8Array,
  { width, height }: { width: number; height: number },
  { isTurned, flipsX, flipsY }: Orientation,
): Uint8Array {
  const turned = new Uint8Array(width * height)
  const [columns, rows] = isTurned ? [height, width] : [width, height]
  const [stepX, stepY] = [flipsX ? -1 : 1, flipsY ? -width : width]
  const first = (flipsX ? width - 1 : 0) + (flipsY ? (height - 1) * width : 0)
  const [perColumn, perRow] = isTurned ? [stepY, stepX] : [stepX, stepY]
  let to = 0
  for (let row = 0; row < rows; row += 1) {
    let from = first + row * perRow
    for (let column = 0; column < columns; column += 1) {
      turned[to] = plane[from]!
      to += 1
      from += perColumn
    }
  }
  return turned
}
