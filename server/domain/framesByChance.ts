import { bestFrameCount } from './capture/bestFrames.ts'
import type { KeptFrame } from './capture/captureMaterial.ts'
import { drawFrames } from './capture/drawFrames.ts'
import type { ChallengeSecret } from './challengeSecret.ts'
import { toLightSteps } from './light/toLightSteps.ts'
import type { PaintTimeline } from './lightFrame.ts'

/**
 * Frames by which to tell whether it is one face throughout. A person is recognised by others
 * (framesToCompare.ts), which whoever makes the stream can foresee; another living face could answer the
 * colours, speak or act between them.
 *
 * @param random as for drawFrames
 */
export function framesByChance(
  secret: ChallengeSecret,
  frames: readonly KeptFrame[],
  painted: PaintTimeline,
  random: (sizeBytes: number) => Uint8Array,
): KeptFrame[] {
  const [fromMs, toMs] = timeOf(secret, painted)
  const shown = frames.filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs)
  return drawFrames(shown, bestFrameCount, random)
}

/** The colours, or where there are none all that was asked for: in grey parts of light nobody acts. */
function timeOf(secret: ChallengeSecret, painted: PaintTimeline): [fromMs: number, toMs: number] {
  if ('light' in secret)
    return [painted[1] ?? Infinity, painted[toLightSteps(secret.light).length - 1] ?? -Infinity]
  return [painted[0] ?? Infinity, painted.at(-1) ?? -Infinity]
}
