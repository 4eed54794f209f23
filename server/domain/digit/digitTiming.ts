/**
 * Times of a digit challenge, ms. With digits .95–1.4 s apart (liveness.md §2.3) the lips of one
 * simulated ceremony passed for another's in 20 % of 528 swapped pairs, with .95–2.1 s in 6 %; a
 * recording has to meet every moment, a person only reads on.
 */
export const digitTiming = {
  /** Quiet before the first digit: the noise floor, the closed mouth. */
  leadMs: 1000,
  minDigitMs: 950,
  maxDigitMs: 2100,
  /** The last digit may still be being said. */
  tailMs: 700,
} as const
