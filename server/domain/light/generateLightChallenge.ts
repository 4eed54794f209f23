import { drawBelow } from '../drawBelow.ts'
import type { Hue } from './hues.ts'
import { isLightCode, slotCount } from './isLightCode.ts'
import type { LightTiming } from './lightTiming.ts'

/** What the server keeps of a light challenge until it was performed; never sent as it is. */
export interface LightSecret {
  /** One hue per slot. */
  hues: readonly Hue[]
  /** Length of each slot, ms. */
  slotMs: readonly number[]
  leadMs: number
  tailMs: number
}

const hueNames: readonly Hue[] = ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta']

/**
 * Draws a challenge: a code, uniform among all that `isLightCode` admits, and slot lengths,
 * uniform within the timing's range. Both by rejection, so nothing is more likely than its equal.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function generateLightChallenge(
  random: (sizeBytes: number) => Uint8Array,
  timing: LightTiming,
): LightSecret {
  const { minSlotMs, maxSlotMs, leadMs, tailMs } = timing
  const slots = Array.from({ length: slotCount })
  const slotMs = slots.map(() => minSlotMs + drawBelow(maxSlotMs - minSlotMs + 1, random))
  for (;;) {
    const code = slots.map(() => hueNames[drawBelow(hueNames.length, random)]!)
    if (isLightCode(code)) return { hues: code, slotMs, leadMs, tailMs }
  }
}
