import type { KeptFrame } from '../capture/captureMaterial.ts'
import { checkStream } from '../capture/checkStream.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'

/** A camera that was just opened looks for its white balance, which changes the face's colour, ms. */
const settleMs = 500

/**
 * As streamed captures are asked (checkPresence.ts): one recording, that goes on? Clips that are too
 * short for a loop to come round are not asked whether they are one.
 *
 * @param fromMs where the light stays as it is, on the clip's clock
 */
export function streamGates(
  frames: readonly KeptFrame[],
  limits: ClipJudgeLimits,
  fromMs = -Infinity,
): ClipGate[] {
  const asked = frames.flatMap(({ analysis }) => (analysis.timeMs >= fromMs ? [analysis] : []))
  const startMs = Math.max(frames[0]?.timeMs ?? 0, fromMs) + settleMs
  const steady = asked.filter(({ timeMs }) => timeMs >= startMs)
  return checkStream('clip', { steady, frames: asked, mayBeShort: true }, limits.digit)
}
