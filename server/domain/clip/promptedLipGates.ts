import { checkOf } from '../checkOf.ts'
import { checkLips } from '../digit/checkLips.ts'
import { checkLipTimes } from '../digit/checkLipTimes.ts'
import type { Answer } from '../digit/checkOnsets.ts'
import { cropSound } from '../digit/cropSound.ts'
import type { DigitLimits } from '../digit/digitLimits.ts'
import type { SoundTrack } from '../digit/soundTrack.ts'
import type { LightFrame, PaintTimeline } from '../lightFrame.ts'
import { longestGap } from '../longestGap.ts'
import type { ClipGate } from './clipGate.ts'
import { lipReasonOf } from './lipReasonOf.ts'
import { unseenGate } from './unseenGate.ts'

interface Prompted {
  answers: readonly Answer[]
  painted: PaintTimeline
}

/**
 * Do the lips say each digit when it is heard, and rest between, as in a streamed ceremony? Where the
 * clip begins is known to within the prompts' shift, but lips and sound are of one file: what is held
 * against each other here does not move with it, but for the ends of the part that is looked at.
 *
 * @param prompted on the clip's clock; without a timeline nothing is asked, which its own check says
 */
export function promptedLipGates(
  frames: readonly LightFrame[],
  { answers, painted }: Prompted,
  sound: SoundTrack,
  limits: DigitLimits,
): ClipGate[] {
  const [startMs, endMs] = [painted[0], painted.at(-1)]
  if (startMs === undefined || endMs === undefined) return []
  const during = frames.filter(({ timeMs }) => timeMs >= startMs && timeMs <= endMs)
  const faces = during.flatMap(({ timeMs, face }) => (face ? [timeMs] : []))
  // The recorder may have begun, or ended, up to the shift's doubt later than the prompts did.
  const gapMs = faces.length === 0 ? NaN : longestGap(faces)
  const track = cropSound(sound, startMs, endMs)
  const checks = [
    ...checkLips(during, answers, track, limits).checks,
    ...checkLipTimes(during, answers, limits).checks,
  ]
  return [
    ['faceLost', checkOf('clip.digits.face.gapMs', gapMs, { max: limits.maxFaceGapMs })],
    unseenGate(during, answers, limits.maxFaceGapMs),
    ...checks.map((check): ClipGate => [lipReasonOf(check), check]),
  ]
}
