import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A picture without structure; 96 × 128 unless told otherwise. */
export function plainImage(width = 96, height = 128, background = '#4080c0'): Sharp {
  return sharp({ create: { width, height, channels: 3, background } })
}

/** A JPEG with enough detail that a cut falls into its pixels. */
export async function noisyJpeg(width = 200, height = 200): Promise<Buffer> {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** One PNG chunk with its length and sum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

const headerEnd = 8 + 25

/** A still PNG made into an APNG of one frame: `acTL` behind the header. */
export async function animatedPng(): Promise<Buffer> {
  const still = await plainImage().png().toBuffer()
  const control = Buffer.alloc(8)
  control.writeUInt32BE(2, 0)
  const chunk = pngChunk('acTL', control)
  return Buffer.concat([still.subarray(0, headerEnd), chunk, still.subarray(headerEnd)])
}

/** A PNG whose header promises a size that its few bytes do not hold. */
export async function pngClaiming(width: number, height: number): Promise<Buffer> {
  const honest = await plainImage().png().toBuffer()
  const header = Buffer.from(honest.subarray(16, 16 + 13))
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([
    honest.subarray(0, 8),
    pngChunk('IHDR', header),
    honest.subarray(headerEnd),
  ])
}

/** A whole PNG of one colour, one bit a pixel: 30,000 × 30,000 px in about 100 kB. */
export function pngBomb(): Buffer {
  const sidePx = 30_000
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
  header.writeUInt32BE(sidePx, 0)
  header.writeUInt32BE(sidePx, 4)
  const rows = Buffer.alloc((1 + sidePx / 8) * sidePx)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 1 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** A JPEG whose frame header claims 65,000 × 65,000 px. */
export async function hugeJpeg(): Promise<Buffer> {
  const jpeg = Buffer.from(await plainImage().jpeg().toBuffer())
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
  jpeg.writeUInt16BE(65_000, frame + 5)
  jpeg.writeUInt16BE(65_000, frame + 7)
  return jpeg
}

/** Two frames, as GIF or WebP. */
export async function animation(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = await Promise.all(
    ['#f00', '#00f'].map(colour => plainImage(64, 64, colour).png().toBuffer()),
  )
  const both = sharp(frames, { join: { animated: true } })
  return (format === 'gif' ? both.gif() : both.webp()).toBuffer()
}
