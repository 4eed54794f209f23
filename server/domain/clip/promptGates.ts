import { checkOf } from '../checkOf.ts'
import { answersOf, checkOnsets } from '../digit/checkOnsets.ts'
import type { DigitLimits } from '../digit/digitLimits.ts'
import type { SpeechSegment } from '../digit/measureSound.ts'
import { toDigitSteps } from '../digit/toDigitSteps.ts'
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
): ClipGate[] {
  const durationsMs = toDigitSteps(secret).map(({ durationMs }) => durationMs)
  const order = checkPaintOrder('clip.digits.paint.order', painted, durationsMs)
  if (order.outcome !== 'pass') return [['paintOrder', order]]
  const most = limits.maxPaintDeviationMs
  const time = checkPaintTimes('clip.digits.paint.deviationMs', painted, durationsMs, most)
  const onsets = bestOnsets(segments, painted, shift, limits)
  return [
    ['paintOrder', order],
    ['paintTime', time],
    ...onsets.checks.map((check): ClipGate => ['untimely', check]),
    [
      'untimely',
      checkOf('clip.digits.shiftMs', onsets.shiftMs, { min: shift.minMs, max: shift.maxMs }),
    ],
  ]
}

function bestOnsets(
  segments: readonly SpeechSegment[],
  painted: PromptedCode['painted'],
  { minMs, maxMs }: ClipShift,
  limits: DigitLimits,
) {
  const tries = Array.from({ length: Math.floor((maxMs - minMs) / stepMs) + 1 }, (_, i) => {
    const shiftMs = minMs + i * stepMs
    const moved = segments.map(({ startMs, endMs }) => ({
      startMs: startMs + shiftMs,
      endMs: endMs + shiftMs,
    }))
    const answers = answersOf(moved, painted, limits)
    const { checks } = checkOnsets(answers, moved, painted, limits)
    return { shiftMs, checks, failed: checks.filter(({ outcome }) => outcome !== 'pass').length }
  })
  const middleMs = (minMs + maxMs) / 2
  return tries.toSorted(
    (one, other) =>
      one.failed - other.failed ||
      Math.abs(one.shiftMs - middleMs) - Math.abs(other.shiftMs - middleMs),
  )[0]!
}
