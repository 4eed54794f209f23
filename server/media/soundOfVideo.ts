import { sampleRate, type SoundTrack } from '../domain/digit/soundTrack.ts'
import { MediaError } from '../domain/mediaError.ts'

/**
 * Sound as a video has it: from the first picture on, silence where the sound begins later, what was
 * heard before it or after `maxSpanMs` left out. Players put sound without a beginning of its own to
 * the pictures alike.
 *
 * @param firstMs capture time of the first picture, on the sound's clock
 * @returns 16 kHz mono from the video's 0 on; null when none of it is heard
 * @throws MediaError badTimes
 */
export function soundOfVideo(
  { startMs, pcm }: SoundTrack,
  firstMs: number,
  maxSpanMs: number,
): Float32Array | null {
  const lateMs = startMs - firstMs
  // Also catches what is no number.
  if (!(Math.abs(lateMs) <= maxSpanMs)) {
    throw new MediaError('badTimes', `sound ${lateMs} ms after the first frame`)
  }
  const toSamples = (ms: number): number => Math.round((ms * sampleRate) / 1000)
  const late = toSamples(lateMs)
  const samples = Math.min(late + pcm.length, toSamples(maxSpanMs))
  if (samples <= Math.max(0, late)) return null
  const heard = new Float32Array(samples)
  heard.set(pcm.subarray(Math.max(0, -late), samples - late), Math.max(0, late))
  return heard
}
