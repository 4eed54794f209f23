import type { ChallengeSecret } from './challengeSecret.ts'
import type { DigitSecret } from './digit/generateDigitChallenge.ts'
import type { PaintTimeline } from './lightFrame.ts'
import { toLightSteps } from './light/toLightSteps.ts'

/** What of a challenge is to be said, and when its steps were on the screen; null where nothing is. */
export function digitPartOf(
  secret: ChallengeSecret,
  painted: PaintTimeline,
): { digit: DigitSecret; painted: PaintTimeline } | null {
  if (secret.kind === 'digit') return { digit: secret.digit, painted }
  if (secret.kind !== 'light-digit') return null
  return { digit: secret.digit, painted: painted.slice(toLightSteps(secret.light).length) }
}
