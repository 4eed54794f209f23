import type { Clip, ClipFrame } from '../domain/clip/clip.ts'
import { MediaError } from '../domain/mediaError.ts'
import type { ClipLimits } from './clipLimits.ts'
import { createFrameClock } from './createFrameClock.ts'
import type { PictureSize } from './newPicture.ts'
import { createFramePicker } from './createFramePicker.ts'
import { createPictureWriter } from './createPictureWriter.ts'
import { createStreamDecoder } from './createStreamDecoder.ts'
import type { Frame, Packet, Stream } from './nodeAv.ts'

/**
 * Picture packets of a clip → JPEGs with their times.
 * @throws MediaError noFrames, tooLong, tooManyFrames, tooManyPixels, tooLarge, brokenMedia,
 * unavailable
 */
export function createPictureTrack(
  stream: Stream,
  limits: ClipLimits,
  timing: { hasShowTimes: boolean },
) {
  requirePixels(stream.codecpar, limits)
  const decoder = createStreamDecoder(stream, { maxArea: limits.maxRecordedArea })
  const writer = createPictureWriter(limits, { rotate: stream.metadata?.get('rotate') ?? null })
  const clock = createFrameClock(stream, timing)
  const isPicked = createFramePicker(limits.framesPerSecond)
  const frames: ClipFrame[] = []
  let [seen, bytes, lastMs, lastDurationMs] = [0, 0, -1, 0]
  let originMs: number | null = null

  function take(frame: Frame): void {
    seen += 1
    if (seen > limits.maxPictures) {
      throw new MediaError('tooManyFrames', `over ${limits.maxPictures} pictures`)
    }
    requirePixels(frame, limits)
    const startMs = clock.startOf(frame) ?? nextMs()
    originMs ??= startMs
    const timeMs = startMs - originMs
    if (timeMs > limits.maxDurationMs) {
      throw new MediaError('tooLong', `a picture at ${timeMs} ms, at most ${limits.maxDurationMs}`)
    }
    // Shown for no time at all, or out of order: it would say the same moment twice.
    if (timeMs <= lastMs) return
    lastDurationMs = clock.durationOf(frame)
    lastMs = timeMs
    if (isPicked(timeMs)) keep({ timeMs, jpeg: writer.write(frame) })
  }

  const nextMs = (): number => (originMs === null ? 0 : originMs + lastMs + clock.stayMs)

  function keep(frame: ClipFrame): void {
    bytes += frame.jpeg.length
    if (bytes > limits.maxOutputBytes) {
      throw new MediaError('tooLarge', `pictures of over ${limits.maxOutputBytes} bytes`)
    }
    frames.push(frame)
  }

  function add(packet: Packet | null): void {
    for (const frame of decoder.decode(packet)) take(frame)
  }

  return {
    add,
    /** All but the sound; `originMs` is the clip's 0 on the container's clock. */
    finish(): Omit<Clip, 'sound' | 'hasUnreadSound' | 'isCutOff'> & { originMs: number } {
      add(null)
      const size = writer.recordedSize()
      const broken = decoder.broken()
      if (broken > seen) {
        throw new MediaError('brokenMedia', `${broken} pictures are broken, ${seen} are not`)
      }
      if (!size || originMs === null) throw new MediaError('noFrames', 'no picture in the track')
      return {
        originMs,
        frames,
        durationMs: lastMs + lastDurationMs,
        widthPx: size.width,
        heightPx: size.height,
      }
    },
    free(): void {
      writer.free()
      decoder.free()
    },
  }
}

function requirePixels(
  { width, height }: PictureSize,
  { maxRecordedPx, maxRecordedArea }: ClipLimits,
): void {
  if (Math.max(width, height) <= maxRecordedPx && width * height <= maxRecordedArea) return
  throw new MediaError('tooManyPixels', `pictures of ${width}×${height} px`)
}
