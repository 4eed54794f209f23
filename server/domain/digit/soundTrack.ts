/** Sound of one capture: 16 kHz mono, −1…1. */
export interface SoundTrack {
  /** Time of the first sample, ms on the client's clock. */
  startMs: number
  pcm: Float32Array
}

export const sampleRate = 16_000
