import { createMp4Sink } from '../../server/media/mp4Sink.ts'
import { newPicture } from '../../server/media/newPicture.ts'
import {
  AVCOL_RANGE_UNSPECIFIED,
  AVCOL_SPC_UNSPECIFIED,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AV_CHANNEL_LAYOUT_MONO,
  AV_CHANNEL_LAYOUT_STEREO,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_LOG_ERROR,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S16P,
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  Log,
  Packet,
  Rational,
  type AVColorRange,
  type AVColorSpace,
  type AVSampleFormat,
  type FFEncoderCodec,
} from '../../server/media/nodeAv.ts'

/** A recording to be made. Times in ms. */
export interface Recording {
  /** FFmpeg's name of the muxer, and its options. */
  container: string
  options?: Record<string, string | number>
  picture?: {
    codec: FFEncoderCodec
    width: number
    height: number
    /** When each picture appears. */
    times: readonly number[]
    /** The clock of the pictures; default 90 kHz. */
    ticksPerSecond?: number
    /** Planes of yuv420p, without gaps between rows. */
    draw: (i: number) => Buffer
    options?: Record<string, string | number>
    space?: AVColorSpace
    range?: AVColorRange
    /** Three rows of a display matrix, 1 = 1. */
    matrix?: readonly number[]
    /** Degrees clockwise, as an older tag of the track. */
    rotateTag?: string
    /** Width of a pixel by its height. */
    pixelShape?: readonly [number, number]
  }
  sound?: {
    codec: FFEncoderCodec
    hz: number
    channels: 1 | 2
    startMs: number
    durationMs: number
    /** −1…1 of one channel, `seconds` from `startMs`. */
    wave: (seconds: number, channel: number) => number
    /** Left out, from and to: a gap of the recorder. */
    gapMs?: readonly [number, number]
  }
}

const check = FFmpegError.throwIfError.bind(FFmpegError)

/** Records with FFmpeg's own encoders, into memory. */
export async function makeClip({ container, options, picture, sound }: Recording): Promise<Buffer> {
  Log.setLevel(AV_LOG_ERROR)
  // The AV1 encoder has a log of its own.
  process.env['SVT_LOG'] = '0'
  const sink = createMp4Sink(64 * 1024 * 1024)
  const format = new FormatContext()
  check(format.allocOutputContext2(null, container, null), container)
  format.pb = sink.io
  format.maxInterleaveDelta = 0n
  const tracks = [picture && openPicture(picture), sound && openSound(sound)]
    .filter(track => track !== undefined)
    .map(track => {
      const stream = format.newStream(track.codec)
      stream.timeBase = track.context.timeBase
      check(stream.codecpar.fromContext(track.context), 'describe the stream')
      if (track.matrix) {
        check(stream.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, track.matrix), 'matrix')
      }
      if (track.rotateTag) stream.metadata = Dictionary.fromObject({ rotate: track.rotateTag })
      return Object.assign(track, { stream })
    })
  try {
    setOptions(format, options)
    check(await format.writeHeader(), 'header')
    for (const { context, stream, frames, durations } of tracks) {
      for (const packet of encode(context, frames())) {
        packet.duration = durations?.get(packet.pts) ?? packet.duration
        packet.streamIndex = stream.index
        packet.rescaleTs(context.timeBase, stream.timeBase)
        check(await format.interleavedWriteFrame(packet), 'write')
      }
      context.freeContext()
    }
    check(await format.writeTrailer(), 'trailer')
    return Buffer.from(sink.bytes())
  } finally {
    format.pb = null
    format.freeContext()
    sink.io.freeContext()
  }
}

function setOptions(target: FormatContext | CodecContext, options: Recording['options'] = {}) {
  for (const [name, value] of Object.entries(options)) check(target.setOption(name, value), name)
}

function openCodec(name: FFEncoderCodec) {
  const codec = Codec.findEncoderByName(name)
  if (!codec) throw new Error(`FFmpeg was built without ${name}`)
  const context = new CodecContext()
  context.allocContext3(codec)
  context.threadCount = 1
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER)
  return { codec, context }
}

function openPicture(picture: NonNullable<Recording['picture']>) {
  const { width, height, times, ticksPerSecond = 90_000, draw, matrix } = picture
  const { space = AVCOL_SPC_UNSPECIFIED, range = AVCOL_RANGE_UNSPECIFIED } = picture
  const { codec, context } = openCodec(picture.codec)
  Object.assign(context, { width, height, pixelFormat: AV_PIX_FMT_YUV420P })
  context.timeBase = new Rational(1, ticksPerSecond)
  if (ticksPerSecond < 1000) context.framerate = new Rational(ticksPerSecond, 1)
  context.bitRate = 2_000_000n
  context.colorSpace = space
  context.colorRange = range
  if (picture.pixelShape) context.sampleAspectRatio = new Rational(...picture.pixelShape)
  setOptions(context, picture.options)
  check(context.open2Sync(codec), picture.codec)
  const starts = times.map(ms => BigInt(Math.round((ms * ticksPerSecond) / 1000)))
  // The last one stays as long as the one before it.
  const stays = starts.map((start, i) => (starts[i + 1] ?? start) - start)
  stays[stays.length - 1] = stays.at(-2) ?? BigInt(Math.round(ticksPerSecond / 25))
  const durations = new Map(starts.map((start, i) => [start, stays[i]]))
  function* frames(): Generator<Frame> {
    for (const [i, pts] of starts.entries()) {
      const frame = newPicture({ width, height }, { space, range }, draw(i))
      frame.pts = pts
      yield frame
    }
  }
  return {
    codec,
    context,
    frames,
    durations,
    matrix: matrix ? matrixBytes(matrix) : null,
    rotateTag: picture.rotateTag,
  }
}

/** 16.16, the last column 2.30. */
function matrixBytes(matrix: readonly number[]): Buffer {
  const cells = Int32Array.from(matrix, (value, i) => value * (i % 3 === 2 ? 1 << 30 : 1 << 16))
  return Buffer.from(cells.buffer)
}

/** Bytes of a sample, its full scale, and whether channels lie apart. */
const sampleKinds = new Map<
  AVSampleFormat,
  { bytes: number; isPlanar: boolean; write: (to: Buffer, value: number, at: number) => unknown }
>([
  [AV_SAMPLE_FMT_FLTP, { bytes: 4, isPlanar: true, write: (to, v, at) => to.writeFloatLE(v, at) }],
  [AV_SAMPLE_FMT_FLT, { bytes: 4, isPlanar: false, write: (to, v, at) => to.writeFloatLE(v, at) }],
  [AV_SAMPLE_FMT_S16, { bytes: 2, isPlanar: false, write: writeShort }],
  [AV_SAMPLE_FMT_S16P, { bytes: 2, isPlanar: true, write: writeShort }],
])

function writeShort(to: Buffer, value: number, at: number): void {
  to.writeInt16LE(Math.round(value * 32_767), at)
}

function openSound(sound: NonNullable<Recording['sound']>) {
  const { hz, channels, startMs, durationMs, wave, gapMs = [0, 0] } = sound
  const { codec, context } = openCodec(sound.codec)
  const format = codec.sampleFormats?.find(format => sampleKinds.has(format))
  const kind = format === undefined ? undefined : sampleKinds.get(format)
  if (format === undefined || !kind) throw new Error(`no sample format of ${sound.codec}`)
  const channelLayout = channels === 1 ? AV_CHANNEL_LAYOUT_MONO : AV_CHANNEL_LAYOUT_STEREO
  Object.assign(context, { sampleRate: hz, sampleFormat: format, channelLayout })
  context.timeBase = new Rational(1, hz)
  context.bitRate = 128_000n
  check(context.open2Sync(codec), sound.codec)
  const perFrame = context.frameSize || 1024
  const [gapFrom, gapTo] = gapMs
  function* frames(): Generator<Frame> {
    for (let at = 0; at < (durationMs * hz) / 1000; at += perFrame) {
      const ms = (at * 1000) / hz
      if (ms >= gapFrom && ms < gapTo) continue
      const { bytes, isPlanar, write } = kind!
      const data = Buffer.alloc(perFrame * channels * bytes)
      for (let i = 0; i < perFrame; i += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          const cell = isPlanar ? channel * perFrame + i : i * channels + channel
          write(data, wave((at + i) / hz, channel), cell * bytes)
        }
      }
      const frame = Frame.fromAudioBuffer(data, {
        nbSamples: perFrame,
        format: format!,
        sampleRate: hz,
        channelLayout,
      })
      frame.pts = BigInt(Math.round((startMs * hz) / 1000) + at)
      yield frame
    }
  }
  return { codec, context, frames, durations: null, matrix: null, rotateTag: null }
}

/** Each packet is valid until the next. */
function* encode(context: CodecContext, frames: Iterable<Frame>): Generator<Packet> {
  const packet = new Packet()
  packet.alloc()
  for (const frame of [...frames, null]) {
    check(context.sendFrameSync(frame), 'encode')
    frame?.free()
    for (;;) {
      const received = context.receivePacketSync(packet)
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) break
      check(received, 'encode')
      yield packet
    }
  }
  packet.free()
}
