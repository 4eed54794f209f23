import { drawBelow } from '../drawBelow.ts'
import type { KeptFrame } from './captureMaterial.ts'
import { framesOfParts } from './framesOfParts.ts'

/**
 * One frame with a face of each of `count` equal parts of the time, drawn: somebody who puts a few
 * pictures of another face between their own cannot know which are looked at.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function drawFrames(
  frames: readonly KeptFrame[],
  count: number,
  random: (sizeBytes: number) => Uint8Array,
): KeptFrame[] {
  return framesOfParts(frames, count).map(part => part[drawBelow(part.length, random)]!)
}
