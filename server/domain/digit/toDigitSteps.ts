import type { DigitStep } from '../../protocol/challenge.ts'
import type { DigitSecret } from './generateDigitChallenge.ts'

/** The steps of a digit challenge: quiet lead-in, one digit after the other, quiet tail. */
export function toDigitSteps({ code, digitMs, leadMs, tailMs }: DigitSecret): DigitStep[] {
  return [
    { digit: null, durationMs: leadMs },
    ...digitMs.map((durationMs, at) => ({ digit: code.charAt(at), durationMs })),
    { digit: null, durationMs: tailMs },
  ]
}
