/** What a scorer made of one recording. */
export interface DigitReading {
  /**
   * How well the recording carries a code, against the best that any string of digits could do.
   *
   * @param code 1–8 digits 0–9; 1 is right whether said yi or yao
   * @returns [log P(best path through the code) − log P(best path through any digit string)] / digits,
   * natural logarithm, about 0 at most; −∞ when the recording is too short to hold the code
   */
  scoreOf(code: string): number
}

/** Listens to digits being read aloud. It says nothing about who speaks, nor whether a human does. */
export interface DigitScorer {
  /** Short name, as written in evidence and reports, e.g. `ctc`. */
  name: string

  /** Weight of its score in the sum over all scorers. */
  weight: number

  /**
   * Listens to a recording once; the reading then scores as many codes as wanted.
   *
   * @param pcm 16 kHz mono, −1…1
   */
  read(pcm: Float32Array): Promise<DigitReading>

  close(): Promise<void>
}
