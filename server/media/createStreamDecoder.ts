import { MediaError } from '../domain/mediaError.ts'
import {
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AV_FRAME_FLAG_CORRUPT,
  Codec,
  CodecContext,
  FFmpegError,
  Frame,
  type Packet,
  type Stream,
} from './nodeAv.ts'

/**
 * Decodes the packets of one stream. What cannot be decoded is counted, not thrown: a clip may have
 * lost something on its way.
 */
export function createStreamDecoder(stream: Stream, { maxArea }: { maxArea: number }) {
  const { codecpar, timeBase } = stream
  const codec = Codec.findDecoder(codecpar.codecId)
  if (!codec) {
    throw new MediaError('unavailable', `FFmpeg was built without codec ${codecpar.codecId}`)
  }
  const context = new CodecContext()
  context.allocContext3(codec)
  FFmpegError.throwIfError(context.parametersToContext(codecpar), 'describe the decoder')
  // Without it the samples that an encoder puts before the first are not left out.
  context.pktTimebase = timeBase
  context.threadCount = 1
  FFmpegError.throwIfError(context.setOption('max_pixels', maxArea), 'limit the pixels')
  FFmpegError.throwIfError(context.open2Sync(codec), 'open the decoder')
  let broken = 0

  /** Frames that are ready; each is valid until the next. Null after the last packet. */
  function* decode(packet: Packet | null): Generator<Frame> {
    if (context.sendPacketSync(packet) < 0) broken += 1
    const frame = new Frame()
    frame.alloc()
    try {
      for (;;) {
        const received = context.receiveFrameSync(frame)
        if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return
        if (received < 0 || isDamaged(frame)) broken += 1
        else yield frame
        frame.unref()
      }
    } finally {
      frame.free()
    }
  }

  return {
    decode,
    /** Packets and frames that were no good. */
    broken: () => broken,
    free: () => context.freeContext(),
  }
}

/** The decoder guessed a part of it: nothing to compare a face with. */
function isDamaged(frame: Frame): boolean {
  return frame.decodeErrorFlags !== 0 || (frame.flags & AV_FRAME_FLAG_CORRUPT) !== 0
}
