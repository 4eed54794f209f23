import { checkOf } from '../checkOf.ts'
import { answersOf, checkOnsets, type Answer } from '../digit/checkOnsets.ts'
import type { DigitLimits } from '../digit/digitLimits.ts'
import type { SpeechSegment } from '../digit/measureSound.ts'
import { toDigitSteps } from '../digit/toDigitSteps.ts'
import type { PaintTimeline } from '../lightFrame.ts'
import { checkPaintOrder, checkPaintTimes } from '../paintChecks.ts'
import type { ClipGate } from './clipGate.ts'
import type { PromptedCode } from './clipTask.ts'

/** Where the clip's beginning may lie from where the client says it does, ms. */
export interface ClipShift {
  minMs: number
  maxMs: number
}

/** Much finer than a prompt's window. */
const stepMs = 20

/** What the prompts show of a clip. */
interface Prompted {
  gates: ClipGate[]
  /** The speech that answers each digit, and when their steps were painted, on the clip's clock; empty unknown. */
  answers: Answer[]
  painted: PaintTimeline
}

/**
 * Was each digit said when it was shown? The clip's beginning is known to within the shift only, so the
 * one that suits the speech best counts: without colours that is two seconds' freedom, and the check
 * then holds the digits' distances rather than their moments. What it leaves to a recording of other
 * digits in the same rhythm, their words tell.
 *
 * @param segments of speech, ms on the clip's clock
 */
export function promptGates(
  segments: readonly SpeechSegment[],
  { secret, painted }: PromptedCode,
  shift: ClipShift,
  limits: DigitLimits,
): Prompted {
  const durationsMs = toDigitSteps(secret).map(({ durationMs }) => durationMs)
  const order = checkPaintOrder('clip.digits.paint.order', painted, durationsMs)
  if (order.outcome !== 'pass') return { gates: [['paintOrder', order]], answers: [], painted: [] }
  const most = limits.maxPaintDeviationMs
  const time = checkPaintTimes('clip.digits.paint.deviationMs', painted, durationsMs, most)
  const { shiftMs, checks, answers } = bestOnsets(segments, painted, shift, limits)
  return {
    gates: [
      ['paintOrder', order],
      ['paintTime', time],
      ...checks.map((check): ClipGate => ['untimely', check]),
      ['untimely', checkOf('clip.digits.shiftMs', shiftMs, { min: shift.minMs, max: shift.maxMs })],
    ],
    answers: answers.map(answer => answer && moved(answer, -shiftMs)),
    painted: painted.map(timeMs => timeMs - shiftMs),
  }
}

function moved({ startMs, endMs }: SpeechSegment, byMs: number): SpeechSegment {
  return { startMs: startMs + byMs, endMs: endMs + byMs }
}

function bestOnsets(
  segments: readonly SpeechSegment[],
  painted: PromptedCode['painted'],
  { minMs, maxMs }: ClipShift,
  limits: DigitLimits,
) {
  const tries = Array.from({ length: Math.floor((maxMs - minMs) / stepMs) + 1 }, (_, i) => {
    const shiftMs = minMs + i * stepMs
    const shifted = segments.map(segment => moved(segment, shiftMs))
    const answers = answersOf(shifted, painted, limits)
    const { checks } = checkOnsets(answers, shifted, painted, limits)
    return {
      shiftMs,
      answers,
      checks,
      failed: checks.filter(({ outcome }) => outcome !== 'pass').length,
    }
  })
  const middleMs = (minMs + maxMs) / 2
  return tries.toSorted(
    (one, other) =>
      one.failed - other.failed ||
      Math.abs(one.shiftMs - middleMs) - Math.abs(other.shiftMs - middleMs),
  )[0]!
}
