import type { PresenceLimits } from '../capture/checkPresence.ts'
import { streamLimits } from '../capture/streamLimits.ts'

/** Limits of the digit mode. */
export interface DigitLimits extends PresenceLimits {
  /** Sound that may be missing at either end, or be lost on its way, ms. */
  maxMissingSoundMs: number
  /** Share 0–1 of samples at full scale. */
  maxClippedShare: number
  /** Median level of the speech, dB of full scale. */
  minSpeechDb: number
  /** Speech over the noise floor, dB. */
  minSnrDb: number
  /** A digit begins to be said so long after it was shown, ms. */
  minReactionMs: number
  maxReactionMs: number
  /** Speech before the first digit was shown, ms. */
  maxEarlyMs: number
  /** A code whose score is lower than the listener's threshold by this is another code. */
  unclearBand: number
  /** What lips do around a digit, before and after its sound, ms. */
  lipLeadMs: number
  lipTrailMs: number
  /** Range of the height of the outer lips around one digit; and digits that must show it. */
  minLipRange: number
  minMovedDigits: number
  /** Spread of the opening around the digits over that between them. */
  minActivity: number
  /** Correlation −1…1 of lips and voice. */
  minSync: number
  /** Correlation −1…1 of lips and chin (capture/measureJaw.ts). */
  minJaw: number
  /** From the digit at which the lips lead the voice most to the one at which they lead it least, ms. */
  maxLeadSpreadMs: number
}

/**
 * Limits that ship: starting points of liveness.md §2.3, checked on rendered heads that speak with
 * synthetic voices (`evaluate phone --mode digit`). Not measured on people.
 */
export const digitLimits: DigitLimits = {
  maxPaintDeviationMs: 150,
  maxFaceGapMs: 300,
  minInterOcularPx: 40,
  maxTurnDeg: 20,
  maxRollDeg: 25,
  ...streamLimits,
  maxMissingSoundMs: 300,
  maxClippedShare: 0.01,
  // A voice at arm's length reaches −30 dB and more without any gain control.
  minSpeechDb: -50,
  minSnrDb: 10,
  // §2.3: the onset of a digit lies .15–1.2 s after its prompt.
  minReactionMs: 150,
  maxReactionMs: 1200,
  maxEarlyMs: 250,
  // On 13 speakers of models/digits: none of 260 right strings scores below −3, 1 in 20 random codes above −4.3.
  unclearBand: 3,
  lipLeadMs: 200,
  lipTrailMs: 150,
  // Rendered: heights around a spoken digit range over .084 and more, those of prints to .03.
  minLipRange: 0.06,
  minMovedDigits: 3,
  // Rendered: genuine 4.4 and more, looped and replayed speech to 1.5.
  minActivity: 2,
  // Rendered: genuine .56 and more, replayed speech to .28.
  minSync: 0.4,
  // Rendered: .63 and more, a mouth behind a hole to .29; 11 clips of people who talk: .69 and more.
  minJaw: 0.45,
  // Rendered: to 81 ms, recordings of other digits mostly over 150. How much people vary is not known.
  maxLeadSpreadMs: 200,
}
