import type { LightSecret } from './generateLightChallenge.ts'
import { hues } from './hues.ts'

/** Light of mid grey (#808080) after IEC 61966-2-1 is undone, 0–1. */
const greyLight = 0.2158605

/** The steps of a challenge as light: grey lead-in, slots, grey tail. */
export interface PlannedSteps {
  durationsMs: readonly number[]
  /** Linear red, green, blue of each step, 0–1. */
  lights: readonly (readonly [number, number, number])[]
}

/** What the screen was asked to give off, step by step. */
export function plannedSteps(secret: LightSecret): PlannedSteps {
  const grey = [greyLight, greyLight, greyLight] as const
  return {
    durationsMs: [secret.leadMs, ...secret.slotMs, secret.tailMs],
    lights: [grey, ...secret.hues.map(hue => hues[hue].light), grey],
  }
}
