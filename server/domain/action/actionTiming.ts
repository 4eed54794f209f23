/** Lengths of an action challenge's steps, ms (liveness.md §3.1). */
export const actionTiming = {
  /** The first rest is the person's baseline as well. */
  minFirstRestMs: 1200,
  minRestMs: 900,
  /** Rests are longer by 0 to this. */
  restSpreadMs: 1300,
  lastRestMs: 600,
  /** Every action is asked for once to so many times. */
  maxCount: 3,
  /** Time to read and begin, and for each repetition. */
  blink: { reactionMs: 1200, eachMs: 800 },
  openMouth: { reactionMs: 1200, eachMs: 1300 },
} as const
