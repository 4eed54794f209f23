import type { SpokenDigit } from './voice.ts'

/** One digit being said. */
export interface Utterance {
  digit: SpokenDigit
  /** First sample, ms; on which clock, its owner says. */
  startMs: number
  /** As spoken, 16 kHz, −1…1. */
  pcm: Float32Array
}
