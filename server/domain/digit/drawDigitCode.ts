import { drawBelow } from '../drawBelow.ts'
import { isDigitCode } from './isDigitCode.ts'

/**
 * Draws a code, uniform among the 2,424 that `isDigitCode` admits.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function drawDigitCode(random: (sizeBytes: number) => Uint8Array): string {
  for (;;) {
    const code = String(drawBelow(10_000, random)).padStart(4, '0')
    if (isDigitCode(code)) return code
  }
}
