import { sampleRate } from '../domain/digit/soundTrack.ts'
import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_CHANNEL_LAYOUT_STEREO,
  AV_CHANNEL_ORDER_NATIVE,
  AV_SAMPLE_FMT_FLT,
  FFmpegError,
  Frame,
  SoftwareResampleContext,
  type AVSampleFormat,
} from './nodeAv.ts'

/** Decoded sound of one kind → 16 kHz mono, −1…1, by libswresample's band-limited filter. */
export function createResampler(kind: Frame) {
  const resampler = new SoftwareResampleContext()
  FFmpegError.throwIfError(
    resampler.allocSetOpts2(
      AV_CHANNEL_LAYOUT_MONO,
      AV_SAMPLE_FMT_FLT,
      sampleRate,
      layoutOf(kind),
      kind.format as AVSampleFormat,
      kind.sampleRate,
    ),
    'describe the sound',
  )
  // Channels that say the same must not add up to more than each of them.
  FFmpegError.throwIfError(resampler.setOption('rematrix_maxval', 1), 'bound the mix')
  FFmpegError.throwIfError(resampler.init(), 'open the resampler')

  /** What is ready after this frame; null at the end. */
  function convert(frame: Frame | null): Float32Array {
    const out = new Frame()
    out.alloc()
    out.format = AV_SAMPLE_FMT_FLT
    out.sampleRate = sampleRate
    out.channelLayout = AV_CHANNEL_LAYOUT_MONO
    if (frame) frame.channelLayout = layoutOf(frame)
    FFmpegError.throwIfError(resampler.convertFrame(out, frame), 'resample')
    const pcm = new Float32Array(out.nbSamples)
    const bytes = out.data?.[0]
    if (bytes) pcm.forEach((_, i) => (pcm[i] = bounded(bytes.readFloatLE(i * 4))))
    out.free()
    return pcm
  }

  return { convert, free: () => resampler.free() }
}

/** Files of one or two channels often do not say which. */
function layoutOf({ channels, channelLayout }: Frame) {
  if (channelLayout.order === AV_CHANNEL_ORDER_NATIVE) return channelLayout
  if (channels === 1) return AV_CHANNEL_LAYOUT_MONO
  return channels === 2 ? AV_CHANNEL_LAYOUT_STEREO : channelLayout
}

/** Also of what is no number. */
const bounded = (sample: number): number => Math.max(-1, Math.min(1, sample)) || 0
