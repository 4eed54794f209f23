import { drawBelow } from '../drawBelow.ts'
import { isDigitCode } from '../digit/isDigitCode.ts'
import { recordingLimits } from './recordingLimits.ts'

/**
 * The codes of one volunteer, all different, drawn like those of a challenge: what is trained on is
 * what will be said.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function drawRecordingCodes(random: (sizeBytes: number) => Uint8Array): string[] {
  const codes = new Set<string>()
  while (codes.size < recordingLimits.codes) {
    const code = String(drawBelow(10_000, random)).padStart(4, '0')
    if (isDigitCode(code)) codes.add(code)
  }
  return [...codes]
}
