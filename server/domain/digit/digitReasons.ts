import type { LivenessMeaning } from '../capture/liveness.ts'

/**
 * Why a digit attempt did not pass, and what follows. People misread, mumble and are late: only
 * another code, said clearly, and sound that was cut together speak against them.
 */
export const digitReasons = {
  paintOrder: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  paintTime: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** A hole in the stream, or too few frames to tell whether it repeats itself. */
  framesMissing: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  faceLost: { outcome: 'inconclusive', resultCode: 1102, advice: 'pose' },
  faceSmall: { outcome: 'inconclusive', resultCode: 1108, advice: 'pose' },
  turned: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** Too little of the skin can be seen to tell whether it stays the same. */
  skinHidden: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** The face changes from one frame to the next: pieces of recordings, or a lamp that was switched. */
  cutTogether: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },
  /** The face moves the same way again and again, as in a recording that is looped. */
  repeated: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },
  /** It moves too little to tell. */
  unmoved: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** Parts of the sound never came. */
  soundLost: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** Packets of sound that overlap: two recordings. */
  soundSpliced: { outcome: 'fail', resultCode: 1002, advice: 'liveness' },
  /** No sound at all, or nothing in it that rises over its floor. */
  silent: { outcome: 'inconclusive', resultCode: 1101, advice: 'unheard' },
  faint: { outcome: 'inconclusive', resultCode: 1106, advice: 'unheard' },
  /** Too loud for the microphone, or lost in noise. */
  noisy: { outcome: 'inconclusive', resultCode: 1103, advice: 'unheard' },
  /** Speech, but not when the digits were shown. */
  untimely: { outcome: 'inconclusive', resultCode: 1103, advice: 'digits' },
  /** Neither surely the code nor surely another one. */
  unclear: { outcome: 'inconclusive', resultCode: 1103, advice: 'digits' },
  /** Other digits, or something else, were said. */
  wrongDigits: { outcome: 'fail', resultCode: 1103, advice: 'digits' },
  /** The lips hardly moved while a voice spoke. */
  lipsStill: { outcome: 'inconclusive', resultCode: 1109, advice: 'lips' },
  /** They opened without the chin: a mouth behind a hole. */
  jawStill: { outcome: 'inconclusive', resultCode: 1109, advice: 'lips' },
  /** The chin lies below the picture, or cannot be told from what is around it. */
  chinHidden: { outcome: 'inconclusive', resultCode: 1109, advice: 'pose' },
  /** They moved, but not with the voice. */
  lipsApart: { outcome: 'inconclusive', resultCode: 1109, advice: 'lips' },
} as const satisfies Record<string, LivenessMeaning>

export type DigitReason = keyof typeof digitReasons
