import type { PaintTimeline } from '../lightFrame.ts'
import type { KeptFrame } from './captureMaterial.ts'

/** The probe is the mean of so many frames (design.md §5). */
export const bestFrameCount = 5

/**
 * The frames that show the face best: one face, near frontal, large. Those under grey light (lead-in
 * and tail) come first, for colours shift the embedding. `painted` may still be incomplete.
 */
export function bestFrames(frames: readonly KeptFrame[], painted: PaintTimeline): KeptFrame[] {
  const leadInEnds = painted[1] ?? Infinity
  const tailBegins = painted.length > 3 ? (painted.at(-2) ?? Infinity) : Infinity
  const isGrey = ({ timeMs }: KeptFrame) => timeMs < leadInEnds || timeMs >= tailBegins
  return frames
    .filter(({ analysis }) => analysis.faceCount === 1 && analysis.face !== null)
    .toSorted((one, other) => {
      const grey = Number(isGrey(other)) - Number(isGrey(one))
      return grey || frameScore(other) - frameScore(one)
    })
    .slice(0, bestFrameCount)
    .toSorted((one, other) => one.timeMs - other.timeMs)
}

/** How well a frame shows its face; larger is better: 10 px of eye distance weigh as much as 3 degrees of turn. */
export function frameScore({ analysis: { face } }: KeptFrame): number {
  if (!face) return -Infinity
  const turnDeg = Math.abs(face.yawDeg) + Math.abs(face.pitchDeg) + Math.abs(face.rollDeg) / 2
  return face.interOcularPx / 10 - turnDeg / 3
}
