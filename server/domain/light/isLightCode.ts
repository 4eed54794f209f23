import type { Hue } from './hues.ts'

/** Slots of a code. */
export const slotCount = 8

const maxUses = 3
const minDifferent = 4

/**
 * May this sequence of hues be a code? Eight slots, no hue twice in a row, none more than three
 * times, at least four different ones: 447,840 of them, 18.8 bits (liveness.md §1.5). Four
 * different hues make every channel be seen both on and off.
 */
export function isLightCode(code: readonly Hue[]): boolean {
  if (code.length !== slotCount) return false
  if (code.some((hue, slot) => slot > 0 && hue === code[slot - 1])) return false
  const uses = new Map<Hue, number>()
  for (const hue of code) uses.set(hue, (uses.get(hue) ?? 0) + 1)
  return uses.size >= minDifferent && Math.max(...uses.values()) <= maxUses
}
