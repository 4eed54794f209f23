import { MediaError } from '../domain/mediaError.ts'
import { createFrameFitter } from './createFrameFitter.ts'
import { videoColours, type PictureSize } from './newPicture.ts'
import { createH264Encoder } from './createH264Encoder.ts'
import { createJpegDecoder } from './createJpegDecoder.ts'
import { frameTimes, ticksPerSecond, type FrameTime } from './frameTimes.ts'
import { createMp4Sink } from './mp4Sink.ts'
import type { MuxLimits } from './muxLimits.ts'
import { FFmpegError, FormatContext, Rational, type Frame, type Packet } from './nodeAv.ts'

/** Room for the index before the pictures: what it has, and what each frame adds (its four tables). */
const indexBytes = { fixed: 4096, perFrame: 32 }
/** x264's smallest sensible picture. */
const leastPx = 16

/**
 * JPEGs and their capture times → mp4. The pictures have the first frame's size. `nextJpeg` gives them
 * one by one, in order. Runs in a child process only.
 * @throws MediaError noFrames, badTimes, badFrame, tooLarge, unavailable; FFmpegError otherwise
 */
export async function encodeVideo(
  captureMs: readonly number[],
  nextJpeg: () => Promise<Uint8Array>,
  limits: Pick<MuxLimits, 'maxFramePx' | 'maxSpanMs' | 'maxVideoBytes'>,
): Promise<Uint8Array> {
  if (captureMs.length === 0) throw new MediaError('noFrames', 'there is no frame')
  const times = frameTimes(captureMs, limits.maxSpanMs)
  const decodeJpeg = createJpegDecoder(limits)
  const spanMs = ((times.at(-1)?.start ?? 0) * 1000) / ticksPerSecond
  let video: Video | null = null
  try {
    for (const time of times) {
      const frame = decodeJpeg(await nextJpeg())
      if (!video) {
        video = openVideo(sizeOf(frame), { frames: times.length, spanMs, limits })
        await video.begin()
      }
      await video.add(frame, time)
    }
    return (await video?.end()) ?? new Uint8Array()
  } finally {
    video?.free()
  }
}

type Video = ReturnType<typeof openVideo>

/** Even, as yuv420p has them. */
const sizeOf = ({ width, height }: PictureSize): PictureSize => ({
  width: Math.max(leastPx, 2 * Math.floor(width / 2)),
  height: Math.max(leastPx, 2 * Math.floor(height / 2)),
})

function openVideo(
  size: PictureSize,
  options: { frames: number; spanMs: number; limits: Pick<MuxLimits, 'maxVideoBytes'> },
) {
  const { maxVideoBytes: maxBytes } = options.limits
  const encoder = createH264Encoder(size, { spanMs: options.spanMs, maxBytes })
  const sink = createMp4Sink(maxBytes)
  const format = new FormatContext()
  FFmpegError.throwIfError(format.allocOutputContext2(null, 'mp4', null), 'open the mp4')
  const stream = format.newStream(encoder.codec)
  stream.timeBase = new Rational(1, ticksPerSecond)
  FFmpegError.throwIfError(stream.codecpar.fromContext(encoder.context), 'describe the stream')
  format.pb = sink.io
  // What +faststart leaves, without its second pass, which needs a file: the index comes first.
  const moovBytes = indexBytes.fixed + indexBytes.perFrame * options.frames
  FFmpegError.throwIfError(format.setOption('moov_size', moovBytes), 'reserve the index')
  const fitFrame = createFrameFitter(size, videoColours)
  let written = 0

  async function write(packets: Iterable<Packet>): Promise<void> {
    for (const packet of packets) {
      written += 1
      packet.streamIndex = stream.index
      packet.rescaleTs(encoder.context.timeBase, stream.timeBase)
      requireDone(await format.interleavedWriteFrame(packet), 'write a frame')
    }
  }

  function requireDone(result: number, step: string): void {
    if (sink.isOverfull()) {
      throw new MediaError('tooLarge', `${options.frames} frames need over ${maxBytes} bytes`)
    }
    FFmpegError.throwIfError(result, step)
  }

  return {
    async begin(): Promise<void> {
      requireDone(await format.writeHeader(), 'begin the mp4')
    },
    /** Takes the frame over. */
    async add(frame: Frame, time: FrameTime): Promise<void> {
      const picture = fitFrame(frame)
      frame.free()
      await write(encoder.encode(picture, time))
      picture.free()
    },
    /** The mp4, complete. */
    async end(): Promise<Uint8Array> {
      await write(encoder.finish())
      requireDone(await format.writeTrailer(), 'end the mp4')
      if (written === options.frames) return sink.bytes()
      throw new Error(`${written} of ${options.frames} frames came out of the encoder`)
    },
    /**
     * Whatever happened: the callbacks of `sink` keep the process alive. And in this order: both would
     * free the same memory.
     */
    free(): void {
      format.pb = null
      format.freeContext()
      sink.io.freeContext()
    },
  }
}
