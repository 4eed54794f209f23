import { bestFrameCount, bestFrames } from './capture/bestFrames.ts'
import type { KeptFrame } from './capture/captureMaterial.ts'
import { spreadFrames } from './capture/spreadFrames.ts'
import type { ChallengeSecret } from './challengeSecret.ts'
import { digitPartOf } from './digitPart.ts'
import type { PaintTimeline } from './lightFrame.ts'
import { isLightAlone } from './rule.ts'

/**
 * The frames that a person is recognised by. Colours show who is there best in their grey parts; who
 * speaks or acts could be changed for another after the first picture, so there each part of the time
 * gives one.
 */
export function framesToCompare(
  secret: ChallengeSecret,
  frames: readonly KeptFrame[],
  painted: PaintTimeline,
): KeptFrame[] {
  if (isLightAlone(secret.kind)) return bestFrames(frames, painted)
  const fromMs = (digitPartOf(secret, painted)?.painted ?? painted)[0] ?? -Infinity
  const toMs = painted.at(-1) ?? Infinity
  return spreadFrames(
    frames.filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs),
    bestFrameCount,
  )
}
