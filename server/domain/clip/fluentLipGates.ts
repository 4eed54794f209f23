import type { Check } from '../check.ts'
import { checkOf } from '../checkOf.ts'
import { checkLips } from '../digit/checkLips.ts'
import { countMoved } from '../digit/countMoved.ts'
import type { DigitLimits } from '../digit/digitLimits.ts'
import type { SpeechSegment } from '../digit/measureSound.ts'
import type { SoundTrack } from '../digit/soundTrack.ts'
import type { LightFrame } from '../lightFrame.ts'
import type { ClipGate } from './clipGate.ts'
import { lipReasonOf } from './lipReasonOf.ts'

/** Of the digits' time must move the lips; in eleven real clips of fluent sentences half and more does. */
const minMovedShare = 0.5
/** Fewer say nothing about how still the lips rest. */
const minRestFrames = 8

/** Longer speech is several digits in one breath: so much of it is one, ms. */
const digitMs = 400
/** The lips of a digit move so long before it is heard, ms; more would lend it those of the one before. */
const leadMs = 100

/** Do the lips say what is heard, where nobody knows when which digit was said? */
export function fluentLipGates(
  frames: readonly LightFrame[],
  segments: readonly SpeechSegment[],
  sound: SoundTrack,
  limits: DigitLimits,
): ClipGate[] {
  const { checks } = checkLips(frames, segments, sound, limits)
  const restFrames = frames.filter(({ timeMs }) =>
    segments.every(
      ({ startMs, endMs }) =>
        timeMs < startMs - limits.lipLeadMs || timeMs > endMs + limits.lipTrailMs,
    ),
  ).length
  // Who speaks from the first frame to the last shows no rest to hold the speech against.
  const hasRest = restFrames >= minRestFrames
  const asked = checks.filter(
    ({ name }) => name !== 'lips.moved' && (name !== 'lips.activity' || hasRest),
  )
  return [movedCheck(frames, segments, limits), ...asked].map((check): ClipGate => [
    lipReasonOf(check),
    check,
  ])
}

/** Do lips move all along, wherever one digit ends and the next begins? One that is seen says nothing of others. */
function movedCheck(
  frames: readonly LightFrame[],
  segments: readonly SpeechSegment[],
  limits: DigitLimits,
): Check {
  const mouths = frames.flatMap(({ timeMs, face }) =>
    face ? [{ timeMs, lipHeight: face.lipHeight }] : [],
  )
  const digits = segments.flatMap(segment => partIntoDigits(segment, limits))
  const moved = countMoved(mouths, digits, limits)
  return checkOf('lips.moved', moved, { min: Math.ceil(digits.length * minMovedShare) })
}

/** One by itself as in a streamed ceremony; those of one breath must not be lent the lips of their neighbours. */
function partIntoDigits(
  { startMs, endMs }: SpeechSegment,
  { lipLeadMs, lipTrailMs }: DigitLimits,
): SpeechSegment[] {
  const count = Math.round((endMs - startMs) / digitMs)
  if (count <= 1) return [{ startMs: startMs - lipLeadMs, endMs: endMs + lipTrailMs }]
  const lengthMs = (endMs - startMs) / count
  return Array.from({ length: count }, (_, at) => ({
    startMs: startMs + at * lengthMs - leadMs,
    endMs: startMs + (at + 1) * lengthMs,
  }))
}
