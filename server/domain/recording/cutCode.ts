import { measureSound } from '../digit/measureSound.ts'
import { sampleRate } from '../digit/soundTrack.ts'

/** Kept around each word, ms: soft beginnings and ends lie below the level of speech. */
const marginMs = 60

/**
 * A recording of a code cut into its digits at the pauses, or null when it holds another number of
 * words: two run together, or something else was said.
 *
 * @param pcm 16 kHz mono, −1…1
 */
export function cutCode(pcm: Float32Array, digits: number): Float32Array[] | null {
  const { segments } = measureSound({ startMs: 0, pcm })
  if (segments.length !== digits) return null
  const at = (ms: number) => Math.max(0, Math.round((ms * sampleRate) / 1000))
  return segments.map(({ startMs, endMs }) =>
    pcm.slice(at(startMs - marginMs), at(endMs + marginMs)),
  )
}
