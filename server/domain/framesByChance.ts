import type { KeptFrame } from './capture/captureMaterial.ts'
import { drawWithin } from './capture/drawWithin.ts'
import type { ChallengeSecret } from './challengeSecret.ts'
import { coloursTime } from './light/coloursTime.ts'
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
  return drawWithin(timeOf(secret, painted), frames, random)
}

/** The colours, or where there are none all that was asked for: in grey parts of light nobody acts. */
function timeOf(
  secret: ChallengeSecret,
  painted: PaintTimeline,
): [fromMs: number, untilMs: number] {
  if ('light' in secret) return coloursTime(secret.light, painted)
  return [painted[0] ?? Infinity, painted.at(-1) ?? -Infinity]
}
