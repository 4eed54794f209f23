/** Limits of what a stream is asked that shows a face under one light. */
export interface StreamLimits {
  /** Places at which the stream changes to another recording (countCuts.ts). */
  maxCuts: number
  /** From here on a step is a cut; in the unit of countCuts.ts. */
  minCutStep: number
  /** How far the movements of a living face stay from repeating themselves (measureRepeat.ts). */
  minRepeat: number
}

/**
 * Limits that ship for streams. In 28 runs of rendered people the largest step was .9, in 11 clips of talking
 * people .9; in 18 runs of recordings cut together 4.5 and more. Not measured on people before a phone.
 */
export const streamLimits: StreamLimits = { maxCuts: 0, minCutStep: 1.5, minRepeat: 0.5 }
