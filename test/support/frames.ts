import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import type { BundledFrame } from '../../server/domain/capture/frameBundle.ts'

/** A JPEG of one grey, as a browser's canvas makes them. */
export function greyJpeg(
  level: number,
  { widthPx = 360, heightPx = 480 }: { widthPx?: number; heightPx?: number } = {},
): Promise<Buffer> {
  const background = { r: level, g: level, b: level }
  return sharp({ create: { width: widthPx, height: heightPx, channels: 3, background } })
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** What compresses worst. */
export function noisyJpeg({ widthPx, heightPx }: { widthPx: number; heightPx: number }) {
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const
  return sharp(randomBytes(widthPx * heightPx * 3), { raw })
    .jpeg({ quality: 50 })
    .toBuffer()
}

/** `count` frames, each brighter than the one before, at uneven times from some point of a clock on. */
export async function greyFrames(
  count: number,
  sizeOf: (i: number) => { widthPx: number; heightPx: number } = () => ({
    widthPx: 360,
    heightPx: 480,
  }),
): Promise<BundledFrame[]> {
  const frames: BundledFrame[] = []
  let timeMs = 81_234.567
  for (let i = 0; i < count; i += 1) {
    const jpeg = await greyJpeg(20 + Math.round((i * 200) / count), sizeOf(i))
    frames.push({ timeMs, jpeg })
    // 15 frames a second, jitter, and now and then a frame that was left out.
    timeMs += 66.7 + (i % 5) * 7.31 + (i % 11 === 10 ? 200 : 0)
  }
  return frames
}
