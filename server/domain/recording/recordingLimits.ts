/** What the recording page takes; each bounds what a hostile visitor can fill the disk with. */
export const recordingLimits = {
  /** Codes of one volunteer: about two and a half minutes of reading. */
  codes: 20,
  /** Volunteers of one installation; with two takes each, 500 × 20 × 2 × 384 KB are 7.7 GB. */
  speakers: 500,
  /**
   * Volunteers of one client address at once, and as many more with every hour: a class behind one line,
   * not a script that takes all places.
   */
  speakersPerHour: 30,
  /** Length of one recording, ms: four digits a good second apart, and a slow reader's more. */
  minMs: 2_000,
  maxMs: 12_000,
  /** Samples at full scale, share 0–1: a louder recording is asked for again. */
  maxClippedShare: 0.01,
  /** Speech over the noise, dB; training would learn the room. */
  minSnrDb: 10,
  /** Takes of one code: the page asks for another when the answer to the first was lost. */
  takes: 2,
} as const

/** 16 kHz mono of 16 bits. */
export const bytesPerMs = 32
