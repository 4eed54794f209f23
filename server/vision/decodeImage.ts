import sharp from 'sharp'
import type { ImageFault } from '../domain/face.ts'
import type { RgbImage } from './rgbImage.ts'
import { sniffFormat } from './sniffFormat.ts'
import { whyCostly } from './whyCostly.ts'

/** Limits of one still image. */
export interface ImageLimits {
  /** Width × height of the file, px; larger files are refused from their header alone. */
  maxPixels: number
  /** Long side after decoding, px; larger pictures are shrunk while they are decoded. */
  maxLongSidePx: number
  /** Passes over a JPEG's pixels: ten are usual in progressive ones, a camera's and a canvas's have one. */
  maxScans: number
  /** Short side, px, both of the file and of the shrunken picture. */
  minShortSidePx: number
}

/**
 * 40 MP covers phone cameras within the 3 MB of R29. 1,600 px leaves a head-and-shoulders photo an
 * eye distance over 150 px, while the recogniser sees 62. A picture of 64 px holds no face that
 * passes the size gate.
 */
export const imageLimits: ImageLimits = {
  maxPixels: 40_000_000,
  maxLongSidePx: 1600,
  maxScans: 20,
  minShortSidePx: 64,
}

/** Outcome of decoding: pixels, or why not. `detail` is for the operator, in English. */
export type DecodedImage =
  { ok: true; image: RgbImage } | { ok: false; fault: ImageFault; detail: string }

// Each worker is one thread of work; libvips must not multiply that.
sharp.concurrency(1)
sharp.cache(false)

/**
 * Decodes one JPEG or PNG into upright 8-bit sRGB: EXIF orientation applied, ICC profile and CMYK
 * converted, alpha laid on white, 16 bit reduced. Everything is checked on the header before any
 * pixel is decoded. Never throws for bad bytes.
 */
export async function decodeImage(
  bytes: Uint8Array,
  limits: ImageLimits = imageLimits,
): Promise<DecodedImage> {
  if (bytes.byteLength === 0) return refuse('empty', 'the image has no bytes')
  const format = sniffFormat(bytes)
  if (format.kind === 'unknown') return refuse('notAnImage', 'the bytes are no known image format')
  if (format.kind === 'other') {
    const fault = format.animated ? 'animated' : 'unsupportedFormat'
    return refuse(fault, `the image is ${format.name}; only JPEG and PNG are accepted`)
  }
  if (format.kind === 'png' && format.animated)
    return refuse('animated', 'the PNG is animated (APNG); a still image is needed')

  const cost = whyCostly(bytes, limits.maxScans)
  if (cost !== null) return refuse('unsupportedFormat', `the JPEG has ${cost}`)

  // `error`, not `warning`: phones write harmless oddities that libjpeg warns about.
  const options = { failOn: 'error', limitInputPixels: limits.maxPixels, animated: false } as const
  const size = await readSize(bytes)
  if (size === null) return refuse('truncated', 'the header is cut off or damaged')
  const { width, height } = size
  if (width * height > limits.maxPixels)
    return refuse('tooManyPixels', `${width}×${height} px; at most ${limits.maxPixels} px in all`)
  const shrink = Math.min(1, limits.maxLongSidePx / Math.max(width, height))
  if (Math.min(width, height) * shrink < limits.minShortSidePx)
    return refuse(
      'tooSmall',
      `${width}×${height} px; the short side needs ${limits.minShortSidePx}`,
    )

  try {
    const { data, info } = await sharp(bytes, options)
      .autoOrient()
      .resize({
        width: limits.maxLongSidePx,
        height: limits.maxLongSidePx,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    const rgb = info.channels === 3 ? pixels : spreadGrey(pixels, info.channels)
    return { ok: true, image: { width: info.width, height: info.height, data: rgb } }
  } catch (error) {
    return refuse('truncated', `cut off or damaged: ${firstLine(error)}`)
  }
}

function refuse(fault: ImageFault, detail: string): DecodedImage {
  return { ok: false, fault, detail }
}

/** Header only: the pixel limit is ours to check, so that the refusal can tell the size. */
async function readSize(bytes: Uint8Array): Promise<{ width: number; height: number } | null> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    return { width, height }
  } catch {
    return null
  }
}

function spreadGrey(pixels: Uint8Array, channels: number): Uint8Array {
  const count = pixels.length / channels
  const rgb = new Uint8Array(count * 3)
  for (let i = 0; i < count; i++) rgb.fill(pixels[i * channels] ?? 0, i * 3, i * 3 + 3)
  return rgb
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
