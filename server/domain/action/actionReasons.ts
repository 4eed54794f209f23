import type { LivenessMeaning } from '../capture/liveness.ts'

/**
 * Why an action attempt did not pass, and what follows. People misread and are slow: only a face
 * that acts against what is asked for, like a video of another challenge, is called an attack.
 */
export const actionReasons = {
  paintOrder: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  paintTime: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** A hole in the stream: an action may have happened in it. Or too few frames throughout. */
  framesMissing: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** A face that left: an action may have happened meanwhile. */
  faceLost: { outcome: 'inconclusive', resultCode: 1210, advice: 'pose' },
  faceSmall: { outcome: 'inconclusive', resultCode: 1205, advice: 'pose' },
  turned: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** Too little of the skin can be seen to tell whether it stays the same. */
  skinHidden: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** The face changes from one frame to the next: pieces of recordings, or a lamp that was switched. */
  cutTogether: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },
  /** The face moves the same way again and again, as in a recording that is looped. */
  repeated: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },
  /** It moves too little to tell. */
  unmoved: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** The eyes did not close in time. */
  eyesNotClosed: { outcome: 'inconclusive', resultCode: 1207, advice: 'action' },
  /** The mouth did not open in time. */
  mouthNotOpened: { outcome: 'inconclusive', resultCode: 1209, advice: 'action' },
  /** The chin does not move with the mouth: a hole in a picture, with somebody else's behind it. */
  jawStill: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },
  /** The chin lies below the picture, or cannot be told from what is around it. */
  chinHidden: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** Something was done that was not asked for then: too early, too late, or too often. */
  notAsked: { outcome: 'inconclusive', resultCode: 1003, advice: 'action' },
  /** Only what was not asked for was done: a video of another challenge. */
  otherActions: { outcome: 'fail', resultCode: 1002, advice: 'liveness' },
} as const satisfies Record<string, LivenessMeaning>

export type ActionReason = keyof typeof actionReasons
