import type { LightChallenge } from '../../protocol/challenge.ts'
import type { LightSecret } from './generateLightChallenge.ts'
import { hues } from './hues.ts'

/** Mid grey: lights the face a little and has no chromaticity; the baseline of the decoder. */
const grey = '#808080'

/** What a client is told of a challenge: the steps to show, nothing of how they are judged. */
export function toLightChallenge(
  secret: LightSecret,
  challengeId: string,
  lifetimeMs: number,
): LightChallenge {
  const slots = secret.hues.map((hue, slot) => ({
    colour: hues[hue].colour,
    durationMs: secret.slotMs[slot]!,
  }))
  return {
    kind: 'light',
    version: 1,
    challengeId,
    steps: [
      { colour: grey, durationMs: secret.leadMs },
      ...slots,
      { colour: grey, durationMs: secret.tailMs },
    ],
    lifetimeMs,
  }
}
