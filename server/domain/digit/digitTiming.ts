/** Times of a digit challenge, ms (liveness.md §2.3: 0.9–1.4 s apart). */
export const digitTiming = {
  /** Quiet before the first digit: the noise floor, the closed mouth. */
  leadMs: 1000,
  minDigitMs: 950,
  maxDigitMs: 1400,
  /** The last digit may still be being said. */
  tailMs: 700,
} as const
