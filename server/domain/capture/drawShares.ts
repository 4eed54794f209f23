import { drawBelow } from '../drawBelow.ts'
import type { KeptFrame } from './captureMaterial.ts'

/**
 * One frame of each of `count` equal shares of those that show one face, drawn; fewer where there are not
 * that many. For frames of several short times, which parts of the whole time (drawFrames.ts) would miss.
 *
 * @param frames at an even rate: each counts alike
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function drawShares(
  frames: readonly KeptFrame[],
  count: number,
  random: (sizeBytes: number) => Uint8Array,
): KeptFrame[] {
  const faces = frames.filter(({ analysis }) => analysis.faceCount === 1 && analysis.face)
  return Array.from({ length: Math.min(count, faces.length) }, (_, share) => {
    const of = Math.min(count, faces.length)
    const from = Math.floor((share * faces.length) / of)
    const until = Math.floor(((share + 1) * faces.length) / of)
    return faces[from + drawBelow(until - from, random)]!
  })
}
