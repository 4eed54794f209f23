import { actionLimits, type ActionLimits } from '../action/actionLimits.ts'
import { trackLimits } from '../capture/trackChecks.ts'
import { digitLimits, type DigitLimits } from '../digit/digitLimits.ts'
import { clipLightLimits } from '../light/clipLightLimits.ts'
import type { LightLimits } from '../light/lightLimits.ts'

/** Limits of the judge of recorded clips. */
export interface ClipJudgeLimits {
  /** Lengths, ms. */
  minDigitMs: number
  minSilentMs: number
  /** Shorter side as recorded, px; of clips whose lips must be read. */
  minShorterSidePx: number
  /** Time without a frame that shows the face, ms: where lips or eyes must not be missed, and else. */
  maxActionGapMs: number
  maxGapMs: number
  /** Share of frames without a face, or with less than `minInside` of its box in the picture. */
  maxCutShare: number
  minInside: number
  maxSeveralShare: number
  /** Distance of the pupils: px, and share of the picture's shorter side. */
  minInterOcularPx: number
  maxInterOcularShare: number
  /** Of the face's centre from the middle, share of the picture's width. */
  maxOffCentre: number
  /** Mean luminance of the skin, 0–255. */
  minLuminance: number
  maxLuminance: number
  /** Degrees; of the median frame. */
  maxTurnDeg: number
  maxRollDeg: number
  maxLoops: number
  /** Share of frames that repeat the one before. */
  maxStallShare: number
  /** Way of the face between two frames, in eye distances. */
  maxJump: number
  neighbourMs: number
  /** How far a face that is no still picture moves at least (measureMovement.ts). */
  minMovement: number
  /** Openings of the mouth in a clip that asks for one. */
  maxMouthOpenings: number
  action: ActionLimits
  /** Digits that were shown all at once, and one by one. */
  digit: DigitLimits
  prompted: DigitLimits
  light: LightLimits
}

/**
 * A video's codec makes the colours of a face tremble, most of all after a screen's light: in 13 clips of two rendered
 * people by steps of up to 1.5. Somebody else's recording cut into 5 such clips made steps of 7.7 and more. Both were
 * measured when the mean of the whole face was compared.
 */
const minCutStep = 2.2

/**
 * Limits that ship: starting points, checked on rendered heads (`test/domain/clip`), not measured on
 * people. Where streamed captures have the same check, its limit holds here too, but for cuts.
 */
export const clipJudgeLimits: ClipJudgeLimits = {
  // Four digits said quickly take 1.5 s; the reference service asks for about 6 s (1107).
  minDigitMs: 2000,
  // Code 1303.
  minSilentMs: 2000,
  // tencent-faceid.md §1a: 270p–1080p, recommended width 320; an older camera's 240 lines still do.
  minShorterSidePx: 240,
  maxActionGapMs: actionLimits.maxFaceGapMs,
  maxGapMs: 600,
  maxCutShare: 0.15,
  minInside: 0.9,
  maxSeveralShare: trackLimits.maxSeveralShare,
  minInterOcularPx: 40,
  maxInterOcularShare: 0.5,
  maxOffCentre: 0.3,
  minLuminance: 48,
  maxLuminance: 225,
  maxTurnDeg: 20,
  maxRollDeg: 25,
  maxLoops: trackLimits.maxLoops,
  // A recorder that makes 30 frames a second of a camera's 10 repeats most of what is sampled.
  maxStallShare: 0.5,
  maxJump: trackLimits.maxJump,
  neighbourMs: trackLimits.neighbourMs,
  minMovement: 1,
  // A second one happens; more of them fit any sequence.
  maxMouthOpenings: 2,
  action: actionLimits,
  // Said in one breath and without prompts, speech rests less between the digits: eleven real clips of
  // fluent sentences (GRID) lie below what prompted digits reach.
  digit: { ...digitLimits, minActivity: 1.5, minSync: 0.3 },
  // The same ceremony as a streamed one.
  prompted: { ...digitLimits, minCutStep },
  light: clipLightLimits,
}
