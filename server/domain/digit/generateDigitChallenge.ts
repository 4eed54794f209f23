import { drawBelow } from '../drawBelow.ts'
import { digitTiming } from './digitTiming.ts'
import { drawDigitCode } from './drawDigitCode.ts'

/** What the server keeps of a digit challenge until it was performed. */
export interface DigitSecret {
  /** Four digits, `isDigitCode`. */
  code: string
  /** How long each digit is shown, ms: the next one comes when it has passed. */
  digitMs: readonly number[]
  leadMs: number
  tailMs: number
}

/**
 * Draws a code, uniform among the 2,424 that `isDigitCode` admits, and a random time for each digit
 * (liveness.md §2.3): shown one at a time, every digit has a moment at which it can be said.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function generateDigitChallenge(random: (sizeBytes: number) => Uint8Array): DigitSecret {
  const { leadMs, tailMs, minDigitMs, maxDigitMs } = digitTiming
  const digitMs = Array.from(
    { length: 4 },
    () => minDigitMs + drawBelow(maxDigitMs - minDigitMs + 1, random),
  )
  return { code: drawDigitCode(random), digitMs, leadMs, tailMs }
}
