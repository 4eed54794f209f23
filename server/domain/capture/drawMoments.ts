import { drawBelow } from '../drawBelow.ts'
import type { KeptFrame } from './captureMaterial.ts'
import { framesOfParts } from './framesOfParts.ts'

/** Moments that each part of the time is drawn from. */
const moments = 10_000

/**
 * As drawFrames.ts, but it is a moment of each part that is drawn, and the frame next to it looked at: many
 * pictures sent for one moment weigh no more than one.
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
    const momentMs = fromMs + ((untilMs - fromMs) * drawBelow(moments, random)) / (moments - 1)
    const away = ({ timeMs }: KeptFrame) => Math.abs(timeMs - momentMs)
    return part.reduce((nearest, frame) => (away(frame) < away(nearest) ? frame : nearest))
  })
}
