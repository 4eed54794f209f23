import { sampleRate } from '../domain/digit/soundTrack.ts'
import { MediaError } from '../domain/mediaError.ts'
import {
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AV_CHANNEL_LAYOUT_MONO,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_SAMPLE_FMT_FLTP,
  Codec,
  CodecContext,
  FFmpegError,
  FF_ENCODER_AAC,
  Frame,
  Packet,
  Rational,
} from './nodeAv.ts'

/** Bits a second: three a sample, more than speech in 8 kHz of bandwidth needs. */
const soundRate = 48_000

/** Bytes that a track takes, nearly. */
export const soundBytesOf = (pcm: Float32Array): number =>
  Math.ceil((pcm.length / sampleRate) * (soundRate / 8))

/** An AAC encoder (FFmpeg's own, low complexity) of one track: 16 kHz, mono, −1…1, from 0 on. */
export function createAacEncoder(pcm: Float32Array) {
  const codec = Codec.findEncoderByName(FF_ENCODER_AAC)
  if (!codec) throw new MediaError('unavailable', 'FFmpeg was built without its AAC encoder')
  const context = new CodecContext()
  context.allocContext3(codec)
  context.sampleRate = sampleRate
  context.sampleFormat = AV_SAMPLE_FMT_FLTP
  context.channelLayout = AV_CHANNEL_LAYOUT_MONO
  context.timeBase = new Rational(1, sampleRate)
  context.bitRate = BigInt(soundRate)
  context.threadCount = 1
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER)
  FFmpegError.throwIfError(context.open2Sync(codec), 'open the AAC encoder')
  const packet = new Packet()
  packet.alloc()
  let next = 0

  /** What the encoder has ready; the packet is valid until the next one. */
  function* packets(): Generator<Packet> {
    for (;;) {
      const received = context.receivePacketSync(packet)
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return
      FFmpegError.throwIfError(received, 'encode the sound')
      yield packet
    }
  }

  /** Takes in what begins before the time. */
  function* encodeUntil(timeMs: number): Generator<Packet> {
    const end = Math.min(pcm.length, (timeMs * sampleRate) / 1000)
    while (next < end) {
      // Only the last piece may be shorter.
      const piece = newSound(pcm.subarray(next, next + context.frameSize), next)
      next += context.frameSize
      FFmpegError.throwIfError(context.sendFrameSync(piece), 'encode the sound')
      piece.free()
      yield* packets()
    }
  }

  return {
    codec,
    context,
    /** Of all its packets: they begin before the sound, with what the decoder warms up on. */
    packetCount: 2 + Math.ceil(pcm.length / context.frameSize),
    encodeUntil,
    *finish(): Generator<Packet> {
      yield* encodeUntil(Infinity)
      FFmpegError.throwIfError(context.sendFrameSync(null), 'end the sound')
      yield* packets()
    },
  }
}

/** A piece of a track from sample `at` on, copied; the caller frees it. */
function newSound(pcm: Float32Array, at: number): Frame {
  const sound = new Frame()
  sound.alloc()
  sound.format = AV_SAMPLE_FMT_FLTP
  sound.sampleRate = sampleRate
  sound.channelLayout = AV_CHANNEL_LAYOUT_MONO
  sound.nbSamples = pcm.length
  FFmpegError.throwIfError(sound.getBuffer(), 'allocate the sound')
  const bytes = sound.data?.[0]
  pcm.forEach((sample, i) => bytes?.writeFloatLE(sample, i * Float32Array.BYTES_PER_ELEMENT))
  sound.pts = BigInt(at)
  return sound
}
