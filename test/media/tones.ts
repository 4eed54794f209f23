import { sampleRate, type SoundTrack } from '../../server/domain/digit/soundTrack.ts'

/** A sine of `hz`, amplitude .5. */
export const tone =
  (hz: number) =>
  (seconds: number): number =>
    0.5 * Math.sin(2 * Math.PI * hz * seconds)

/** A 1 kHz tone that is there from one time to another only, seconds. */
export const burst =
  (from: number, to: number) =>
  (seconds: number): number =>
    seconds >= from && seconds < to ? tone(1000)(seconds) : 0

/** Amplitude of one frequency (a whole number of Hz) in the second that begins `fromMs` into the track. */
export function amplitudeAt({ pcm }: SoundTrack, hz: number, fromMs: number): number {
  const from = Math.round((fromMs * sampleRate) / 1000)
  let [sine, cosine] = [0, 0]
  for (let i = 0; i < sampleRate; i += 1) {
    const angle = (2 * Math.PI * hz * i) / sampleRate
    sine += pcm[from + i]! * Math.sin(angle)
    cosine += pcm[from + i]! * Math.cos(angle)
  }
  return (2 * Math.hypot(sine, cosine)) / sampleRate
}

/** Root mean square between two times of the track's own clock, ms. */
export function rms({ startMs, pcm }: SoundTrack, fromMs: number, toMs: number): number {
  const part = pcm.subarray(
    Math.round(((fromMs - startMs) * sampleRate) / 1000),
    Math.round(((toMs - startMs) * sampleRate) / 1000),
  )
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length)
}

/** When the track first gets loud, and for the last time, ms on its clock. */
export function loudFromTo({ startMs, pcm }: SoundTrack): [number, number] {
  const isLoud = (sample: number) => Math.abs(sample) > 0.25
  const toMs = (i: number) => startMs + (i * 1000) / sampleRate
  return [toMs(pcm.findIndex(isLoud)), toMs(pcm.findLastIndex(isLoud))]
}
