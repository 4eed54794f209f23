import { MediaError } from '../domain/mediaError.ts'
import { createMp4Sink } from './mp4Sink.ts'
import { FFmpegError, FormatContext, type Codec, type CodecContext, type Packet } from './nodeAv.ts'

/** Room for the index before the rest: what it has, and what each packet adds (its four tables). */
const indexBytes = { fixed: 4096, perPacket: 32 }

/** What makes the packets of a track. */
export interface TrackEncoder {
  codec: Codec
  /** Opened. */
  context: CodecContext
  /** At most. */
  packetCount: number
}

export type Mp4Writer = ReturnType<typeof createMp4Writer>

/** One mp4 in memory, its index before the rest. @throws MediaError tooLarge; FFmpegError */
export function createMp4Writer(encoders: readonly TrackEncoder[], maxBytes: number) {
  const sink = createMp4Sink(maxBytes)
  const format = new FormatContext()
  FFmpegError.throwIfError(format.allocOutputContext2(null, 'mp4', null), 'open the mp4')
  const streams = encoders.map(({ codec, context }) => {
    const stream = format.newStream(codec)
    stream.timeBase = context.timeBase
    FFmpegError.throwIfError(stream.codecpar.fromContext(context), 'describe the stream')
    return stream
  })
  format.pb = sink.io
  // What +faststart leaves, without its second pass, which needs a file: the index comes first.
  const packets = encoders.reduce((sum, { packetCount }) => sum + packetCount, 0)
  const moovBytes = encoders.length * indexBytes.fixed + indexBytes.perPacket * packets
  FFmpegError.throwIfError(format.setOption('moov_size', moovBytes), 'reserve the index')

  function requireDone(result: number, step: string): void {
    if (sink.isOverfull()) {
      throw new MediaError('tooLarge', `${packets} packets need over ${maxBytes} bytes`)
    }
    FFmpegError.throwIfError(result, step)
  }

  return {
    async begin(): Promise<void> {
      requireDone(await format.writeHeader(), 'begin the mp4')
    },
    /** Packets of one of the encoders, each valid until the next. Returns how many there were. */
    async write(track: number, packets: Iterable<Packet>): Promise<number> {
      const [stream, encoder] = [streams[track], encoders[track]]
      if (!stream || !encoder) throw new RangeError(`no track ${track}`)
      let written = 0
      for (const packet of packets) {
        written += 1
        packet.streamIndex = stream.index
        packet.rescaleTs(encoder.context.timeBase, stream.timeBase)
        requireDone(await format.interleavedWriteFrame(packet), 'write a packet')
      }
      return written
    },
    /** The mp4, complete. */
    async end(): Promise<Uint8Array> {
      requireDone(await format.writeTrailer(), 'end the mp4')
      return sink.bytes()
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
