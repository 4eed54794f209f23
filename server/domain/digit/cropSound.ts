import { sampleRate, type SoundTrack } from './soundTrack.ts'

/** The part of a track between two times, ms on the client's clock; what lies outside it is not there. */
export function cropSound({ startMs, pcm }: SoundTrack, fromMs: number, toMs: number): SoundTrack {
  const at = (timeMs: number) =>
    Math.min(pcm.length, Math.max(0, Math.round(((timeMs - startMs) * sampleRate) / 1000)))
  const from = at(fromMs)
  return { startMs: startMs + (from * 1000) / sampleRate, pcm: pcm.subarray(from, at(toMs)) }
}
