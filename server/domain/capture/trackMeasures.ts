import type { LightFrame } from '../lightFrame.ts'

/**
 * Frames that repeat an earlier one.
 *
 * @param hashes of the frames, in order
 * @returns loops: how many repeat one with others in between; stalls: share 0–1 that repeat the one before
 */
export function repeatsOf(hashes: readonly string[]): { loops: number; stalls: number } {
  const seen = new Set<string>()
  let loops = 0
  let stalls = 0
  hashes.forEach((hash, i) => {
    if (hash === hashes[i - 1]) stalls += 1
    else if (seen.has(hash)) loops += 1
    seen.add(hash)
  })
  return { loops, stalls: hashes.length === 0 ? 0 : stalls / hashes.length }
}

/**
 * The longest way of the face between neighbouring frames, in eye distances; 0 when none has neighbours.
 *
 * @param neighbourMs frames further apart are no neighbours
 */
export function largestJump(
  frames: readonly { analysis: LightFrame }[],
  neighbourMs: number,
): number {
  let largest = 0
  frames.forEach(({ analysis }, i) => {
    const before = frames[i - 1]?.analysis
    if (!analysis.face || !before?.face) return
    if (analysis.timeMs - before.timeMs > neighbourMs) return
    const wayX = analysis.face.centre[0] - before.face.centre[0]
    const wayY = analysis.face.centre[1] - before.face.centre[1]
    largest = Math.max(largest, Math.hypot(wayX, wayY) / before.face.interOcularPx)
  })
  return largest
}

/** Share 0–1 of the values that count; 1 when there are none, so that nothing passes for it. */
export function shareOf<Value>(
  values: readonly Value[],
  counts: (value: Value) => boolean,
): number {
  return values.length === 0 ? 1 : values.filter(counts).length / values.length
}
