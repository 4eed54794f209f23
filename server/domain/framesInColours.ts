import { bestFrameCount } from './capture/bestFrames.ts'
import type { KeptFrame } from './capture/captureMaterial.ts'
import { drawFrames } from './capture/drawFrames.ts'
import type { ChallengeSecret } from './challengeSecret.ts'
import { toLightSteps } from './light/toLightSteps.ts'
import type { PaintTimeline } from './lightFrame.ts'

/**
 * Frames by which to tell whether it is the same face that answers the colours: a person is recognised by
 * others (framesToCompare.ts), and another living face could be put between them. None in modes without.
 *
 * @param random as for drawFrames
 */
export function framesInColours(
  secret: ChallengeSecret,
  frames: readonly KeptFrame[],
  painted: PaintTimeline,
  random: (sizeBytes: number) => Uint8Array,
): KeptFrame[] {
  if (!('light' in secret)) return []
  const fromMs = painted[1] ?? Infinity
  const toMs = painted[toLightSteps(secret.light).length - 1] ?? -Infinity
  const inColours = frames.filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs)
  return drawFrames(inColours, bestFrameCount, random)
}
