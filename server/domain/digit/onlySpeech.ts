import type { SpeechSegment } from './measureSound.ts'
import { sampleRate, type SoundTrack } from './soundTrack.ts'

/** Consonants are fainter than the vowels that a segment is found by, ms at either end. */
const edgeMs = 200

/**
 * A track that is silent where no speech was found: a voice too faint to be held against the lips must not
 * say the code in their place.
 */
export function onlySpeech(
  { startMs, pcm }: SoundTrack,
  segments: readonly SpeechSegment[],
): SoundTrack {
  const kept = new Float32Array(pcm.length)
  const at = (timeMs: number) =>
    Math.min(pcm.length, Math.max(0, Math.round(((timeMs - startMs) * sampleRate) / 1000)))
  for (const segment of segments) {
    const from = at(segment.startMs - edgeMs)
    kept.set(pcm.subarray(from, at(segment.endMs + edgeMs)), from)
  }
  return { startMs, pcm: kept }
}
