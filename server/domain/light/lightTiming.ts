/** How long the parts of a light challenge last; data of a rule. */
export interface LightTiming {
  /** Grey before and after the coloured slots, ms. */
  leadMs: number
  tailMs: number
  /** A slot lasts a whole number of ms drawn uniformly from this range, both ends included. */
  minSlotMs: number
  maxSlotMs: number
}

/**
 * The timing that ships (liveness.md §1.5): 8 slots in 2.7–3.4 s, at most 2.9 changes a second,
 * so fewer than 1.5 flashes, half of what WCAG 2.3.1 allows. A loaded machine may take longer
 * slots; shorter ones would leave fewer than two frames between two changes at 10 frames a second.
 */
export const lightTiming: LightTiming = {
  leadMs: 500,
  tailMs: 300,
  minSlotMs: 340,
  maxSlotMs: 420,
}
