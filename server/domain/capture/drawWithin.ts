import { bestFrameCount } from './bestFrames.ts'
import type { KeptFrame } from './captureMaterial.ts'
import { drawFrames } from './drawFrames.ts'

/** As many frames as a person is recognised by (bestFrames.ts), drawn from a time, its end not included. */
export function drawWithin(
  [fromMs, untilMs]: readonly [fromMs: number, untilMs: number],
  frames: readonly KeptFrame[],
  random: (sizeBytes: number) => Uint8Array,
): KeptFrame[] {
  const within = frames.filter(({ timeMs }) => timeMs >= fromMs && timeMs < untilMs)
  return drawFrames(within, bestFrameCount, random)
}
