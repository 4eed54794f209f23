import type { LivenessMeaning } from '../capture/liveness.ts'

/** Why a silent attempt did not pass, and what follows. */
export const silentReasons = {
  paintOrder: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  paintTime: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** A hole in the stream, or too few frames to tell whether it repeats itself. */
  framesMissing: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
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
  /** The eyes did not close and open again. */
  eyesNotClosed: { outcome: 'inconclusive', resultCode: 1207, advice: 'action' },
  /** Nothing in the face moves. */
  stillPicture: { outcome: 'fail', resultCode: 1301, advice: 'liveness' },
} as const satisfies Record<string, LivenessMeaning>

export type SilentReason = keyof typeof silentReasons
