import { checkOf } from '../checkOf.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'
import type { ClipPerformance } from './judgeClip.ts'
import { measureMovement } from './measureMovement.ts'

/** Long enough, and not a still picture; the passive judge says the rest (R11). */
export function silentGates(
  { durationMs, frames }: ClipPerformance,
  limits: ClipJudgeLimits,
): ClipGate[] {
  const faces = frames.flatMap(({ analysis: { face } }) => (face ? [face] : []))
  return [
    ['silentTooShort', checkOf('clip.durationMs', durationMs, { min: limits.minSilentMs })],
    [
      'stillPicture',
      checkOf('clip.face.movement', measureMovement(faces), { min: limits.minMovement }),
    ],
  ]
}
