import { checkOf } from '../checkOf.ts'
import type { LightFrame } from '../lightFrame.ts'
import type { Answer } from './checkOnsets.ts'
import { countMoved } from './countMoved.ts'
import { findingOf, type DigitFinding } from './digitFinding.ts'
import type { DigitLimits } from './digitLimits.ts'
import { measureJaw } from '../capture/measureJaw.ts'
import { measureSync } from './measureSync.ts'
import type { SoundTrack } from './soundTrack.ts'

interface Mouth {
  timeMs: number
  opening: number
  lipHeight: number
  chin: Float32Array
}

/**
 * Do the lips say what is heard (liveness.md §2.3, lips): each digit moves them, they rest between,
 * their height follows the voice, and the jaw carries them? A gate against a voice beside a picture, no
 * proof.
 */
export function checkLips(
  frames: readonly LightFrame[],
  answers: readonly Answer[],
  sound: SoundTrack,
  limits: DigitLimits,
): DigitFinding {
  const mouths = frames.flatMap(({ timeMs, face }): Mouth[] =>
    face
      ? [
          {
            timeMs,
            opening: face.mouthOpening,
            lipHeight: face.lipHeight,
            chin: face.chin,
          },
        ]
      : [],
  )
  const spoken = answers.flatMap(answer =>
    answer
      ? [{ startMs: answer.startMs - limits.lipLeadMs, endMs: answer.endMs + limits.lipTrailMs }]
      : [],
  )
  const isSpoken = ({ timeMs }: Mouth) =>
    spoken.some(({ startMs, endMs }) => timeMs >= startMs && timeMs <= endMs)
  const moved = countMoved(mouths, spoken, limits)
  const spread = (isIn: boolean) =>
    deviationOf(mouths.filter(mouth => isSpoken(mouth) === isIn).map(({ opening }) => opening))
  const sync = measureSync(mouths, sound)
  const jaw = measureJaw(mouths)
  return findingOf([
    ['lipsStill', checkOf('lips.moved', moved, { min: limits.minMovedDigits })],
    [
      'lipsStill',
      checkOf('lips.activity', spread(true) / spread(false), { min: limits.minActivity }),
    ],
    ['lipsApart', checkOf('lips.sync', sync?.correlation ?? NaN, { min: limits.minSync })],
    [
      Number.isNaN(jaw) ? 'chinHidden' : 'jawStill',
      checkOf('lips.jaw', jaw, { min: limits.minJaw }),
    ],
  ])
}

/** Standard deviation, at least that of a mesh on still lips. */
function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return Math.max(0.01, Math.sqrt(variance))
}
