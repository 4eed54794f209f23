import { frameScore } from './bestFrames.ts'
import type { KeptFrame } from './captureMaterial.ts'
import { framesOfParts } from './framesOfParts.ts'

/**
 * The frame that shows the face best in each of `count` equal parts of a clip, in order of time: what
 * was cut together from several people cannot hide in one part. Fewer where parts show no single face.
 */
export function spreadFrames(frames: readonly KeptFrame[], count: number): KeptFrame[] {
  return framesOfParts(frames, count).map(part =>
    part.reduce((best, frame) => (scoreOf(frame) > scoreOf(best) ? frame : best)),
  )
}

/** Eyes open and mouth shut, as on the photo to compare with: a blink weighs like 6 degrees of turn. */
function scoreOf(frame: KeptFrame): number {
  const { face } = frame.analysis
  return face ? frameScore(frame) + 20 * face.eyeOpening - 8 * face.mouthOpening : -Infinity
}
