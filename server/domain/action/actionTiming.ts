/** Lengths of an action challenge's steps, ms (liveness.md §3.1). */
export const actionTiming = {
  /** Actions of one challenge. */
  actions: 4,
  /** The first rest is the person's baseline as well. */
  minFirstRestMs: 1200,
  minRestMs: 500,
  /** Rests but the last are longer by 0 to this: a video has to have its actions when they are asked for. */
  restSpreadMs: 2300,
  lastRestMs: 600,
  /** Time to see what is asked for, and to do it. */
  blinkMs: 1600,
  openMouthMs: 2000,
} as const
