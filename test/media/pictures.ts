import sharp from 'sharp'

export interface Size {
  width: number
  height: number
}

type Colour = readonly [number, number, number]

/** How R′G′B′ becomes Y′CbCr: shares of red and blue in luma, and the range of the numbers. */
export interface Coding {
  red: number
  blue: number
  isFull: boolean
}

/** ITU-R BT.601 and BT.709, limited range. */
export const bt601: Coding = { red: 0.299, blue: 0.114, isFull: false }
export const bt709: Coding = { red: 0.2126, blue: 0.0722, isFull: false }

/** Four above, four below: primaries, greys, and two tones of skin. */
export const card: readonly Colour[] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
  [0, 0, 0],
  [128, 128, 128],
  [224, 172, 140],
  [90, 60, 50],
]

/** The colour card as planes of yuv420p, by the formulas of the standards. */
export function drawCard(size: Size, coding: Coding): Buffer {
  return drawCells(size, { columns: 4, rows: 2 }, i => toYuv(card[i]!, coding))
}

/** One grey all over, 0–255; in limited range, as video has it. */
export function drawGrey({ width, height }: Size, grey: number, isFull = false): Buffer {
  const chroma = Math.ceil(width / 2) * Math.ceil(height / 2)
  const luma = isFull ? grey : Math.round(16 + (grey * 219) / 255)
  return Buffer.concat([Buffer.alloc(width * height, luma), Buffer.alloc(2 * chroma, 128)])
}

/** Grey with a grain of 8×8 px whose mean is that grey: pictures that take room when encoded. */
export function drawGrain(size: Size, grey: number): Buffer {
  const planes = drawGrey(size, grey)
  for (let at = 0; at < size.width * size.height; at += 1) {
    const cell = 8 * (Math.floor(at / size.width) % 8) + (at % 8)
    planes[at] = planes[at]! + Math.round(((cell * 37) % 64) - 31.5)
  }
  return planes
}

/** Four greys: above left and right, below left and right. */
export const quadrants = [40, 100, 160, 220] as const

export function drawQuadrants(size: Size): Buffer {
  return drawCells(size, { columns: 2, rows: 2 }, i => [quadrants[i] ?? 0, 128, 128])
}

function drawCells(
  { width, height }: Size,
  { columns, rows }: { columns: number; rows: number },
  colourOf: (cell: number) => readonly number[],
): Buffer {
  const planes = [0, 1, 2].map(channel => {
    const share = channel === 0 ? 1 : 2
    const plane = Buffer.alloc((width / share) * (height / share))
    for (let at = 0; at < plane.length; at += 1) {
      const column = Math.floor(((at % (width / share)) * share * columns) / width)
      const row = Math.floor((Math.floor(at / (width / share)) * share * rows) / height)
      plane[at] = Math.round(Math.min(255, colourOf(row * columns + column)[channel] ?? 0))
    }
    return plane
  })
  return Buffer.concat(planes)
}

function toYuv([r, g, b]: Colour, { red, blue, isFull }: Coding): number[] {
  const luma = red * r + (1 - red - blue) * g + blue * b
  const [cb, cr] = [(b - luma) / (2 * (1 - blue)), (r - luma) / (2 * (1 - red))]
  if (isFull) return [luma, 128 + cb, 128 + cr]
  return [16 + (luma * 219) / 255, 128 + (cb * 224) / 255, 128 + (cr * 224) / 255]
}

/** Mean colours of 8×8 px in the middles of a JPEG's cells, as an independent decoder sees them. */
export async function readCells(
  jpeg: Uint8Array,
  { columns, rows }: { columns: number; rows: number },
): Promise<number[][]> {
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const meanAround = (x: number, y: number) => (_: unknown, channel: number) => {
    let sum = 0
    for (let i = 0; i < 64; i += 1) {
      const at = (y - 4 + (i >> 3)) * info.width + x - 4 + (i & 7)
      sum += data[at * info.channels + channel]!
    }
    return sum / 64
  }
  return Array.from({ length: columns * rows }, (_, i) => {
    const x = Math.floor((((i % columns) + 0.5) * info.width) / columns)
    const y = Math.floor(((Math.floor(i / columns) + 0.5) * info.height) / rows)
    return Array.from({ length: 3 }, meanAround(x, y))
  })
}

/** Width and height of a JPEG, px. */
export async function sizeOf(jpeg: Uint8Array): Promise<[number, number]> {
  const { width, height } = await sharp(jpeg).metadata()
  return [width, height]
}
