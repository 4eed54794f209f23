import type { Challenge } from '../protocol/challenge.ts'
import type { ActionSecret } from './action/generateActionChallenge.ts'
import type { DigitSecret } from './digit/generateDigitChallenge.ts'
import { toDigitSteps } from './digit/toDigitSteps.ts'
import type { LightSecret } from './light/generateLightChallenge.ts'
import { toLightSteps } from './light/toLightSteps.ts'

/** What the server keeps of a challenge until it was performed; never sent as it is. */
export type ChallengeSecret =
  | { kind: 'light'; light: LightSecret }
  | { kind: 'digit'; digit: DigitSecret }
  | { kind: 'light-digit'; light: LightSecret; digit: DigitSecret }
  | { kind: 'action'; action: ActionSecret }
  | { kind: 'silent'; light: LightSecret }

/** What a client is told of a challenge: what to show, nothing of how it is judged. */
export function toChallenge(
  secret: ChallengeSecret,
  challengeId: string,
  lifetimeMs: number,
): Challenge {
  const common = { version: 1, challengeId, lifetimeMs } as const
  switch (secret.kind) {
    case 'light':
    case 'silent':
      return { kind: secret.kind, ...common, steps: toLightSteps(secret.light) }
    case 'digit':
      return { kind: 'digit', ...common, steps: toDigitSteps(secret.digit) }
    case 'light-digit': {
      const steps = [...toLightSteps(secret.light), ...toDigitSteps(secret.digit)]
      return { kind: 'light-digit', ...common, steps }
    }
    case 'action':
      return { kind: 'action', ...common, steps: secret.action.steps }
    default:
      return secret satisfies never
  }
}
