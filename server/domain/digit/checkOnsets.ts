import { checkOf } from '../checkOf.ts'
import type { PaintTimeline } from '../lightFrame.ts'
import { findingOf, type DigitFinding } from './digitFinding.ts'
import type { DigitLimits } from './digitLimits.ts'
import type { SpeechSegment } from './measureSound.ts'

/** Speech that answers one digit, ms on the client's clock; null = none. */
export type Answer = SpeechSegment | null

/**
 * The speech that begins after each digit was shown, soon enough and before the next one can be
 * answered (liveness.md §2.3). What was recorded before the code was known has other moments.
 *
 * @param painted of the digit steps: lead-in, digits, tail, end
 */
export function answersOf(
  segments: readonly SpeechSegment[],
  painted: PaintTimeline,
  { minReactionMs, maxReactionMs }: DigitLimits,
): Answer[] {
  const prompts = painted.slice(1, -2)
  return prompts.map((promptMs, at) => {
    const from = promptMs + minReactionMs
    const nextMs = prompts[at + 1] ?? Infinity
    const to = Math.min(promptMs + maxReactionMs, nextMs + minReactionMs)
    return segments.find(({ startMs }) => startMs >= from && startMs < to) ?? null
  })
}

/** Was every digit answered when it was shown, and nothing said before the first? */
export function checkOnsets(
  answers: readonly Answer[],
  segments: readonly SpeechSegment[],
  painted: PaintTimeline,
  limits: DigitLimits,
): DigitFinding {
  const answered = answers.filter(answer => answer !== null).length
  const firstMs = painted[1]! + limits.minReactionMs
  const earlyMs = segments.reduce(
    (sum, { startMs, endMs }) => sum + Math.max(0, Math.min(endMs, firstMs) - startMs),
    0,
  )
  return findingOf([
    ['untimely', checkOf('digits.answered', answered, { min: answers.length })],
    ['untimely', checkOf('digits.earlyMs', earlyMs, { max: limits.maxEarlyMs })],
  ])
}
