import { MediaError } from '../domain/mediaError.ts'
import { decoderNames, pictureCodecs, soundCodecs } from './clipCodecs.ts'
import { createByteSource } from './createByteSource.ts'
import {
  AVDISCARD_ALL,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  AV_DISPOSITION_ATTACHED_PIC,
  FFmpegError,
  FormatContext,
  InputFormat,
  Packet,
  type AVCodecID,
  type AVMediaType,
  type Stream,
} from './nodeAv.ts'
import type { Container } from './sniffContainer.ts'

/** Streams that a container may open; a recording has two. */
const maxStreams = 16
/** Bytes that are looked at to find the streams: those of a program stream only show as they come. */
const probeBytes = 1024 * 1024
/** Time of the clip that is looked at for that, µs. */
const probeTime = 2_000_000
/** FFmpeg's own unit of time. */
const unitsPerMs = 1000

/**
 * Opens a container in memory with one given demuxer, and no other format, protocol or codec.
 * @throws MediaError noVideo, unavailable; FFmpegError when it is broken
 */
export async function openContainer(bytes: Buffer, container: Container) {
  const demuxer = InputFormat.findInputFormat(container)
  if (!demuxer) throw new MediaError('unavailable', `FFmpeg was built without ${container}`)
  const io = createByteSource(bytes)
  const format = new FormatContext()
  format.allocContext()
  format.pb = io

  /** Whatever happened: the callbacks of `io` keep the process alive. */
  async function close(): Promise<void> {
    await format.closeInput()
    io.freeContext()
  }

  try {
    await begin()
    const picture = findStream(AVMEDIA_TYPE_VIDEO, pictureCodecs)
    if (!picture) throw new MediaError('noVideo', `no picture track in ${container}: ${contents()}`)
    const sound = findStream(AVMEDIA_TYPE_AUDIO, soundCodecs)
    const isSound = ({ codecpar }: Stream) => codecpar.codecType === AVMEDIA_TYPE_AUDIO
    for (const stream of format.streams) {
      if (stream.index !== picture.index && stream.index !== sound?.index) {
        stream.discard = AVDISCARD_ALL
      }
    }
    return {
      picture,
      sound,
      hasUnreadSound: !sound && format.streams.some(isSound),
      /** How long the file says that it is; unknown: far below 0. */
      claimedMs: Number(format.duration) / unitsPerMs,
      /** See createFrameClock. */
      hasShowTimes: container !== 'avi',
      packets,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }

  async function begin(): Promise<void> {
    // Not as a Dictionary: node-av 6.1.1 frees one that it has opened a file with twice.
    const options = {
      format_whitelist: demuxer?.name ?? container,
      codec_whitelist: decoderNames(),
      protocol_whitelist: 'none',
      max_streams: maxStreams,
    }
    for (const [name, value] of Object.entries(options)) {
      FFmpegError.throwIfError(format.setOption(name, value), `set ${name}`)
    }
    format.probesize = BigInt(probeBytes)
    format.maxAnalyzeDuration = BigInt(probeTime)
    FFmpegError.throwIfError(await format.openInput('', demuxer), `open the ${container}`)
    FFmpegError.throwIfError(await format.findStreamInfo(), 'find its streams')
  }

  function findStream(type: AVMediaType, codecs: ReadonlySet<AVCodecID>): Stream | null {
    const isWanted = ({ codecpar, disposition }: Stream): boolean =>
      codecpar.codecType === type &&
      codecs.has(codecpar.codecId) &&
      // The cover of an album is no video.
      (disposition & AV_DISPOSITION_ATTACHED_PIC) === 0
    return format.streams.find(isWanted) ?? null
  }

  function contents(): string {
    return format.streams.map(({ codecpar }) => `codec ${codecpar.codecId}`).join(', ') || 'empty'
  }

  /** One after the other until the end, or until no more can be read; valid until the next. */
  async function* packets(): AsyncGenerator<Packet> {
    const packet = new Packet()
    packet.alloc()
    try {
      while ((await format.readFrame(packet)) >= 0) {
        yield packet
        packet.unref()
      }
    } finally {
      packet.free()
    }
  }
}
