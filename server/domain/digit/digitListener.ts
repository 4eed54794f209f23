/** The models that listen to digits, wherever they run. */
export interface DigitListener {
  /**
   * How well a recording carries each code, summed over all scorers (digitScorer.ts).
   *
   * @param pcm 16 kHz mono, −1…1
   * @param codes 1–8 digits each
   * @returns one score per code: natural logarithm per digit, about 0 at most, −∞ when the recording
   * is too short for it. Rejects with VisionError.
   */
  scoreCodes(pcm: Float32Array, codes: readonly string[]): Promise<number[]>
  /** A score at or over this is the code (models/manifest.json). */
  threshold: number
}

/** What the models say of the code that was asked for. */
export interface HeardCode {
  score: number
  threshold: number
}
