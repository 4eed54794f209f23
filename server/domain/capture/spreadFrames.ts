import { frameScore } from './bestFrames.ts'
import type { KeptFrame } from './captureMaterial.ts'

/**
 * The frame that shows the face best in each of `count` equal parts of a clip, in order of time: what
 * was cut together from several people cannot hide in one part. Fewer where parts show no single face.
 */
export function spreadFrames(frames: readonly KeptFrame[], count: number): KeptFrame[] {
  const [first, last] = [frames[0], frames.at(-1)]
  if (!first || !last) return []
  const partMs = (last.timeMs - first.timeMs) / count
  const partOf = ({ timeMs }: KeptFrame) =>
    partMs === 0 ? 0 : Math.min(count - 1, Math.floor((timeMs - first.timeMs) / partMs))
  const best: (KeptFrame | undefined)[] = Array.from({ length: count })
  for (const frame of frames) {
    if (frame.analysis.faceCount !== 1 || !frame.analysis.face) continue
    const part = partOf(frame)
    const before = best[part]
    if (!before || scoreOf(frame) > scoreOf(before)) best[part] = frame
  }
  return best.filter(frame => frame !== undefined)
}

/** Eyes open and mouth shut, as on the photo to compare with: a blink weighs like 6 degrees of turn. */
function scoreOf(frame: KeptFrame): number {
  const { face } = frame.analysis
  return face ? frameScore(frame) + 20 * face.eyeOpening - 8 * face.mouthOpening : -Infinity
}
