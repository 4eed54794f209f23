import type { LightStep } from '../../protocol/challenge.ts'
import type { LightSecret } from './generateLightChallenge.ts'
import { hues } from './hues.ts'

/** Mid grey: lights the face a little and has no chromaticity; the baseline of the decoder. */
const grey = '#808080'

/** The steps of a light challenge: grey lead-in, coloured slots, grey tail. */
export function toLightSteps(secret: LightSecret): LightStep[] {
  const slots = secret.hues.map((hue, slot) => ({
    colour: hues[hue].colour,
    durationMs: secret.slotMs[slot]!,
  }))
  return [
    { colour: grey, durationMs: secret.leadMs },
    ...slots,
    { colour: grey, durationMs: secret.tailMs },
  ]
}
