import { sampleRate } from '../domain/digit/soundTrack.ts'
import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_CHANNEL_LAYOUT_STEREO,
  AV_CHANNEL_ORDER_NATIVE,
  AV_SAMPLE_FMT_FLT,
  FFmpegError,
  Frame,
  SoftwareResampleContext,
} from './nodeAv.ts'

/**
 * Decoded sound of one kind → 16 kHz mono, −1…1, by libswresample's band-limited filter.
 * @param first tells the kind
 */
export function createResampler(first: Frame) {
  const resampler = new SoftwareResampleContext()
  resampler.alloc()
  // Channels that say the same must not add up to more than each of them.
  FFmpegError.throwIfError(resampler.setOption('rematrix_maxval', 1), 'bound the mix')
  first.channelLayout = layoutOf(first)
  const target = newSound()
  FFmpegError.throwIfError(resampler.configFrame(target, first), 'describe the sound')
  target.free()
  FFmpegError.throwIfError(resampler.init(), 'open the resampler')

  /** What is ready after this frame; null at the end. */
  function convert(frame: Frame | null): Float32Array {
    if (frame) frame.channelLayout = layoutOf(frame)
    const sound = newSound()
    FFmpegError.throwIfError(resampler.convertFrame(sound, frame), 'resample')
    const pcm = new Float32Array(sound.nbSamples)
    const bytes = sound.data?.[0]
    if (bytes) pcm.forEach((_, i) => (pcm[i] = bounded(bytes.readFloatLE(i * 4))))
    sound.free()
    return pcm
  }

  return { convert, free: () => resampler.free() }
}

function newSound(): Frame {
  const sound = new Frame()
  sound.alloc()
  sound.format = AV_SAMPLE_FMT_FLT
  sound.sampleRate = sampleRate
  sound.channelLayout = AV_CHANNEL_LAYOUT_MONO
  return sound
}

/** Files of one or two channels often do not say which. */
function layoutOf({ channels, channelLayout }: Frame) {
  if (channelLayout.order === AV_CHANNEL_ORDER_NATIVE) return channelLayout
  if (channels === 1) return AV_CHANNEL_LAYOUT_MONO
  return channels === 2 ? AV_CHANNEL_LAYOUT_STEREO : channelLayout
}

/** Also of what is no number. */
const bounded = (sample: number): number => Math.max(-1, Math.min(1, sample)) || 0
