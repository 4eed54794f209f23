import type { ChallengeSecret } from './challengeSecret.ts'
import { digitPartOf } from './digitPart.ts'
import type { LightPerformance } from './light/judgeLight.ts'
import type { LightFrame, PaintTimeline } from './lightFrame.ts'

/** What of a performance answers colours; null where none were shown. */
export function lightPartOf(
  secret: ChallengeSecret,
  painted: PaintTimeline,
  frames: readonly LightFrame[],
): LightPerformance | null {
  if (!('light' in secret)) return null
  if (secret.kind !== 'light-digit') return { secret: secret.light, painted, frames }
  // The first digit's step ends the colours.
  const turnMs = digitPartOf(secret, painted)?.painted[0] ?? -Infinity
  return {
    secret: secret.light,
    painted: painted.filter(timeMs => timeMs <= turnMs),
    frames: frames.filter(({ timeMs }) => timeMs <= turnMs),
  }
}
