import type { Challenge } from '../protocol/challenge.ts'
import type { ActionSecret } from './action/generateActionChallenge.ts'
import type { LightSecret } from './light/generateLightChallenge.ts'
import { toLightChallenge } from './light/toLightChallenge.ts'

/** What the server keeps of a challenge until it was performed; never sent as it is. */
export type ChallengeSecret =
  { kind: 'light'; light: LightSecret } | { kind: 'action'; action: ActionSecret }

/** What a client is told of a challenge: what to show, nothing of how it is judged. */
export function toChallenge(
  secret: ChallengeSecret,
  challengeId: string,
  lifetimeMs: number,
): Challenge {
  if (secret.kind === 'light') return toLightChallenge(secret.light, challengeId, lifetimeMs)
  return { kind: 'action', version: 1, challengeId, steps: secret.action.steps, lifetimeMs }
}
