import { MediaError } from '../domain/mediaError.ts'
import { jpegColours, type PictureSize } from './newPicture.ts'
import {
  AV_CODEC_FLAG_QSCALE,
  AV_CODEC_ID_MJPEG,
  AV_PIX_FMT_YUV420P,
  Codec,
  CodecContext,
  FFmpegError,
  FF_QP2LAMBDA,
  Packet,
  Rational,
  type Frame,
} from './nodeAv.ts'

/**
 * FFmpeg's scale, 1 the best. 2 loses less than quality .92 of libjpeg: 45.6 dB against 44.3 on video
 * of speaking faces, in four fifths of the bytes.
 */
const quantiser = 2

/** Pictures of one size, yuv420p with jpegColours → JPEG files. */
export function createJpegEncoder({ width, height }: PictureSize) {
  const codec = Codec.findEncoder(AV_CODEC_ID_MJPEG)
  if (!codec) throw new MediaError('unavailable', 'FFmpeg was built without a JPEG encoder')
  const context = new CodecContext()
  context.allocContext3(codec)
  context.width = width
  context.height = height
  context.pixelFormat = AV_PIX_FMT_YUV420P
  context.colorRange = jpegColours.range
  context.colorSpace = jpegColours.space
  context.timeBase = new Rational(1, 1000)
  context.threadCount = 1
  context.setFlags(AV_CODEC_FLAG_QSCALE)
  context.globalQuality = quantiser * FF_QP2LAMBDA
  FFmpegError.throwIfError(context.open2Sync(codec), 'open the JPEG encoder')
  const packet = new Packet()
  let count = 0

  return {
    encode(picture: Frame): Buffer {
      picture.pts = BigInt((count += 1))
      picture.quality = context.globalQuality
      FFmpegError.throwIfError(context.sendFrameSync(picture), 'encode a JPEG')
      packet.alloc()
      FFmpegError.throwIfError(context.receivePacketSync(packet), 'take the JPEG')
      const jpeg = Buffer.from(packet.data ?? [])
      packet.free()
      return jpeg
    },
    free: () => context.freeContext(),
  }
}
