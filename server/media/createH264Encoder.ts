import { MediaError } from '../domain/mediaError.ts'
import type { PictureSize } from './newPicture.ts'
import { ticksPerSecond, type FrameTime } from './frameTimes.ts'
import {
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_SMPTE170M,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  Codec,
  CodecContext,
  FF_ENCODER_LIBX264,
  FFmpegError,
  Packet,
  Rational,
  type Frame,
} from './nodeAv.ts'

/** x264: evidence is looked at closely, so better than its default of 23. */
const quality = 20
/** Bits a second that no picture of a face needs to exceed. */
const highestRate = 8_000_000
/** Of the room for the video; the rest is for the index and for x264's inexactness. */
const pictureShare = 0.9
const keyFrameEvery = 30

/**
 * An H.264 encoder of constant quality whose rate is bounded so that `spanMs` of pictures fit into
 * `maxBytes`. Without B-frames, so that packets come in the order of frames.
 */
export function createH264Encoder(
  size: PictureSize,
  { spanMs, maxBytes }: { spanMs: number; maxBytes: number },
) {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264)
  if (!codec) throw new MediaError('unavailable', 'FFmpeg was built without libx264')
  const context = new CodecContext()
  context.allocContext3(codec)
  context.width = size.width
  context.height = size.height
  context.pixelFormat = AV_PIX_FMT_YUV420P
  context.colorRange = AVCOL_RANGE_MPEG
  context.colorSpace = AVCOL_SPC_SMPTE170M
  context.timeBase = new Rational(1, ticksPerSecond)
  context.threadCount = 1
  context.maxBFrames = 0
  context.gopSize = keyFrameEvery
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER)
  // The buffer may be full at the start: one second more than the span.
  const seconds = spanMs / 1000 + 1
  const rate = Math.min(highestRate, Math.floor((maxBytes * 8 * pictureShare) / seconds))
  context.rcMaxRate = BigInt(rate)
  context.rcBufferSize = rate
  // Not as a Dictionary: node-av 6.1.1 frees one that it has opened a codec or a file with twice.
  FFmpegError.throwIfError(context.setOption('preset', 'veryfast'), 'choose the preset')
  FFmpegError.throwIfError(context.setOption('crf', quality), 'choose the quality')
  FFmpegError.throwIfError(context.open2Sync(codec), 'open the H.264 encoder')
  const durations: number[] = []
  const packet = new Packet()
  packet.alloc()

  /** What the encoder has ready; the packet is valid until the next one. */
  function* packets(): Generator<Packet> {
    for (;;) {
      const received = context.receivePacketSync(packet)
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return
      FFmpegError.throwIfError(received, 'encode')
      packet.duration = BigInt(durations.shift() ?? 0)
      yield packet
    }
  }

  return {
    codec,
    context,
    *encode(picture: Frame, { start, duration }: FrameTime): Generator<Packet> {
      picture.pts = BigInt(start)
      durations.push(duration)
      FFmpegError.throwIfError(context.sendFrameSync(picture), 'encode a frame')
      yield* packets()
    },
    *finish(): Generator<Packet> {
      FFmpegError.throwIfError(context.sendFrameSync(null), 'end the encoding')
      yield* packets()
    },
  }
}
