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
 * Limits that ship for streams. Rendered people made steps of .6 at most between blinks, 11 clips of talking people
 * .9, somebody else's recording cut into a stream 1.6 and more; not measured on people before a phone.
 */
export const streamLimits: StreamLimits = { maxCuts: 0, minCutStep: 1.5, minRepeat: 0.5 }
