import { drawBelow } from '../drawBelow.ts'
import type { KeptFrame } from './captureMaterial.ts'
import { framesOfParts } from './framesOfParts.ts'

/** Moments that each part of the time is drawn from. */
const moments = 10_000
/** Frames this near to each other are of one moment, ms: what a camera of thirty a second never makes. */
const momentMs = 33

/**
 * As drawFrames.ts, but it is a moment of each part that is drawn, and one of the frames about it looked
 * at: many pictures sent for one moment weigh no more than one, and none hides between two others.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function drawMoments(
  frames: readonly KeptFrame[],
  count: number,
  random: (sizeBytes: number) => Uint8Array,
): KeptFrame[] {
  return framesOfParts(frames, count).map(part => {
    const [fromMs, untilMs] = [part[0]!.timeMs, part.at(-1)!.timeMs]
    const drawnMs = fromMs + ((untilMs - fromMs) * drawBelow(moments, random)) / (moments - 1)
    const away = ({ timeMs }: KeptFrame) => Math.abs(timeMs - drawnMs)
    const nearest = part.reduce((best, frame) => (away(frame) < away(best) ? frame : best))
    const about = part.filter(({ timeMs }) => Math.abs(timeMs - nearest.timeMs) <= momentMs)
    return about[drawBelow(about.length, random)]!
  })
}
