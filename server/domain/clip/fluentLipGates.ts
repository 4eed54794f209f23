import { checkLips } from '../digit/checkLips.ts'
import type { DigitLimits } from '../digit/digitLimits.ts'
import type { SpeechSegment } from '../digit/measureSound.ts'
import type { SoundTrack } from '../digit/soundTrack.ts'
import type { LightFrame } from '../lightFrame.ts'
import type { ClipGate } from './clipGate.ts'
import { lipReasonOf } from './lipReasonOf.ts'

/** Fewer say nothing about how still the lips rest. */
const minRestFrames = 8

/** Do the lips say what is heard, where nobody knows when which digit was said? */
export function fluentLipGates(
  frames: readonly LightFrame[],
  segments: readonly SpeechSegment[],
  sound: SoundTrack,
  limits: DigitLimits,
): ClipGate[] {
  // Three of four, as in a streamed ceremony; but digits said in one breath are one segment.
  const share = Math.floor((segments.length * limits.minMovedDigits) / 4)
  const minMovedDigits = Math.min(limits.minMovedDigits, Math.max(1, share))
  const { checks } = checkLips(frames, segments, sound, { ...limits, minMovedDigits })
  const restFrames = frames.filter(({ timeMs }) =>
    segments.every(
      ({ startMs, endMs }) =>
        timeMs < startMs - limits.lipLeadMs || timeMs > endMs + limits.lipTrailMs,
    ),
  ).length
  // Who speaks from the first frame to the last shows no rest to hold the speech against.
  const asked = checks.filter(({ name }) => name !== 'lips.activity' || restFrames >= minRestFrames)
  return asked.map((check): ClipGate => [lipReasonOf(check), check])
}
