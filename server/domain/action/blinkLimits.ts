/** What a blink is. */
export interface BlinkLimits {
  /** Share of the person's own open eye: closed below the first, open again above the second. */
  closedShare: number
  openShare: number
  /** From closing to open again, ms. */
  minBlinkMs: number
  maxBlinkMs: number
}

/** Limits that ship: starting points (liveness.md §3.1); closed eyes of rendered heads keep .52–.65 of the opening. */
export const blinkLimits: BlinkLimits = {
  // Published absolute values differ by 1.5 between people: the own baseline is the measure.
  closedShare: 0.72,
  openShare: 0.85,
  minBlinkMs: 60,
  // A deliberate blink is slower than a spontaneous one (80–400 ms).
  maxBlinkMs: 900,
}
