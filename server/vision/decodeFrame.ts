import sharp from 'sharp'
import type { ImageFault } from '../domain/face.ts'
import type { RgbImage } from './rgbImage.ts'
import { whyCostly } from './whyCostly.ts'

/** Sides of a streamed frame, px. A client is asked for 240×320; more only costs time. */
export const frameSides = { minPx: 160, maxPx: 720 } as const

/** A canvas writes one; ten are usual in progressive pictures. */
const maxScans = 12

/**
 * Decodes a small JPEG of the capture stream. Leaner than decodeImage: JPEG only, no shrinking. The
 * same way up as there, though canvases write no orientation: else one file is two pictures, with a face to be
 * alive in one and another's to be recognised in the other. Never throws for bad bytes.
 */
export async function decodeFrame(
  jpeg: Uint8Array,
): Promise<{ ok: true; image: RgbImage } | { ok: false; fault: ImageFault; detail: string }> {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) {
    return { ok: false, fault: 'notAnImage', detail: 'a frame is a JPEG' }
  }
  const detail = whyCostly(jpeg, maxScans)
  if (detail !== null) return { ok: false, fault: 'unsupportedFormat', detail }
  try {
    const { data, info } = await sharp(jpeg, {
      failOn: 'error',
      limitInputPixels: frameSides.maxPx ** 2,
      sequentialRead: true,
    })
      .autoOrient()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    if (channels !== 3) {
      return { ok: false, fault: 'unsupportedFormat', detail: `${channels} channels, 3 are needed` }
    }
    const sides = [width, height]
    if (sides.some(side => side < frameSides.minPx || side > frameSides.maxPx)) {
      const detail = `${width}×${height} px, each side ${frameSides.minPx}–${frameSides.maxPx}`
      return { ok: false, fault: 'tooSmall', detail }
    }
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    return { ok: true, image: { width, height, data: pixels } }
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { ok: false, fault: 'truncated', detail }
  }
}
