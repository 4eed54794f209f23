import type { KeptFrame } from '../capture/captureMaterial.ts'
import { largestJump, repeatsOf } from '../capture/trackMeasures.ts'
import { checkOf } from '../checkOf.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'

/** Does one scene go on from the first frame to the last? Even gaps say nothing: files have them. */
export function trackGates(frames: readonly KeptFrame[], limits: ClipJudgeLimits): ClipGate[] {
  const { loops, stalls } = repeatsOf(frames.map(({ hash }) => hash))
  const jump = largestJump(frames, limits.neighbourMs)
  return [
    ['looped', checkOf('clip.loops', loops, { max: limits.maxLoops })],
    ['stalled', checkOf('clip.stalls', stalls, { max: limits.maxStallShare })],
    ['jumped', checkOf('clip.jump', jump, { max: limits.maxJump })],
  ]
}
