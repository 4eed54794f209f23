import { jpegSize } from '../domain/capture/jpegSize.ts'
import { MediaError } from '../domain/mediaError.ts'
import { AV_CODEC_ID_MJPEG, Codec, CodecContext, FFmpegError, Frame, Packet } from './nodeAv.ts'

/**
 * Decodes one JPEG after the other. The size is read and bounded before anything unfolds, and again
 * by the decoder: a JPEG may name a second size inside.
 */
export function createJpegDecoder({ maxFramePx }: { maxFramePx: number }) {
  const codec = Codec.findDecoder(AV_CODEC_ID_MJPEG)
  if (!codec) throw new MediaError('unavailable', 'FFmpeg was built without a JPEG decoder')
  const context = new CodecContext()
  context.allocContext3(codec)
  context.threadCount = 1
  FFmpegError.throwIfError(context.setOption('max_pixels', maxFramePx ** 2), 'limit the pixels')
  FFmpegError.throwIfError(context.open2Sync(codec), 'open the JPEG decoder')
  const packet = new Packet()

  /** The caller frees the frame. @throws MediaError badFrame */
  return function decodeJpeg(jpeg: Uint8Array): Frame {
    const size = jpegSize(jpeg)
    if (!size) throw new MediaError('badFrame', 'a frame is no JPEG')
    const { widthPx, heightPx } = size
    if (Math.max(widthPx, heightPx) > maxFramePx) {
      throw new MediaError(
        'badFrame',
        `a frame of ${widthPx}×${heightPx} px, at most ${maxFramePx}`,
      )
    }
    const frame = new Frame()
    frame.alloc()
    packet.alloc()
    packet.data = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
    const sent = context.sendPacketSync(packet)
    const received = sent < 0 ? sent : context.receiveFrameSync(frame)
    packet.free()
    if (received < 0 || Math.max(frame.width, frame.height) > maxFramePx) {
      frame.free()
      const cause = received < 0 ? new FFmpegError(received) : undefined
      throw new MediaError('badFrame', 'a frame cannot be decoded', { cause })
    }
    return frame
  }
}
