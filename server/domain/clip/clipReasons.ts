import type { LivenessMeaning } from '../capture/liveness.ts'
import type { ErrorCode } from '../../protocol/errorCodes.ts'
import type { ClipTask } from './clipTask.ts'

interface Meaning extends LivenessMeaning {
  /** The wire's own name, where it has a finer one than the code's. */
  apiCode?: ErrorCode
}

/** Why a recorded clip did not pass, and what follows. */
const reasons = {
  severalFaces: { outcome: 'inconclusive', resultCode: 2012, advice: 'otherPerson' },
  faceLost: { outcome: 'inconclusive', resultCode: 1210, advice: 'pose' },
  faceFar: { outcome: 'inconclusive', resultCode: 1205, advice: 'pose' },
  faceNear: { outcome: 'inconclusive', resultCode: 1203, advice: 'pose' },
  /** In the picture, as it was sent. */
  faceLeft: { outcome: 'inconclusive', resultCode: 1206, advice: 'pose' },
  faceRight: { outcome: 'inconclusive', resultCode: 1204, advice: 'pose' },
  dark: { outcome: 'inconclusive', resultCode: 1201, advice: 'brighter' },
  bright: { outcome: 'inconclusive', resultCode: 1202, advice: 'darker' },
  turned: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** Frames come back that were there before. */
  looped: { outcome: 'fail', resultCode: 1002, advice: 'liveness' },
  /** Most frames repeat the one before: a still picture, or a recorder that hung. */
  stalled: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },
  /** The face jumps from one frame to the next: cut together. */
  jumped: { outcome: 'inconclusive', resultCode: 1003, advice: 'still' },
  /** Too little of the skin can be seen to tell whether it stays the same. */
  skinHidden: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** The face is another one from one frame to the next: pieces of recordings. */
  cutTogether: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },
  /** It moves the same way again and again: a recording that is looped. */
  repeated: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },
  /** It moves too little to tell. */
  unmoved: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** Too few frames to tell. */
  framesMissing: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** Several people one after the other. */
  otherPerson: { outcome: 'fail', resultCode: 1002, advice: 'liveness' },
  /** The passive judge: an attack, or not sure. */
  attack: { outcome: 'fail', resultCode: 1002, advice: 'liveness' },
  unsure: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },

  noVoice: { outcome: 'inconclusive', resultCode: 1101, advice: 'unheard' },
  faint: { outcome: 'inconclusive', resultCode: 1106, advice: 'unheard' },
  /** Other digits, or none that could be told in the noise. */
  notUnderstood: { outcome: 'inconclusive', resultCode: 1103, advice: 'digits' },
  digitsTooShort: { outcome: 'inconclusive', resultCode: 1107, advice: 'digits' },
  lowResolution: { outcome: 'inconclusive', resultCode: 1108, advice: 'pose' },
  /** Digits that were shown one by one were not said when they were. */
  untimely: { outcome: 'inconclusive', resultCode: 1103, advice: 'digits' },
  /** The steps were not on the screen as planned. */
  paintOrder: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  paintTime: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  lipsStill: { outcome: 'inconclusive', resultCode: 1109, advice: 'lips' },
  /** The chin lies below the picture, or cannot be told from what is around it. */
  chinHidden: { outcome: 'inconclusive', resultCode: 1109, advice: 'pose' },

  noBlink: { outcome: 'inconclusive', resultCode: 1207, advice: 'action' },
  noOpenMouth: { outcome: 'inconclusive', resultCode: 1209, advice: 'action' },
  /** Both were done, but not the first one before the second. */
  wrongOrder: { outcome: 'inconclusive', resultCode: 1208, advice: 'action' },
  /** The chin does not move with the mouth: a hole in a picture, with somebody else's behind it. */
  jawStill: { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness' },
  tooManyActions: { outcome: 'inconclusive', resultCode: 1003, advice: 'action' },

  silentTooShort: { outcome: 'inconclusive', resultCode: 1303, advice: 'liveness' },
  /** Nothing in the face moves. */
  stillPicture: { outcome: 'fail', resultCode: 1301, advice: 'liveness' },
} as const satisfies Record<string, Meaning>

export type ClipReason = keyof typeof reasons

export const clipReasons = Object.keys(reasons).filter(
  (name): name is ClipReason => name in reasons,
)

const silentQuality: Meaning = {
  outcome: 'inconclusive',
  resultCode: 1302,
  advice: 'pose',
  apiCode: 'FailedOperation.SilentFaceQualityFail',
}
const silentPicture: Meaning = {
  outcome: 'fail',
  resultCode: 1301,
  advice: 'liveness',
  apiCode: 'FailedOperation.SilentPictureLiveFail',
}
const lipFace: Meaning = { outcome: 'inconclusive', resultCode: 1102, advice: 'pose' }
const lipReasons: Partial<Record<ClipReason, Meaning>> = {
  faceLost: lipFace,
  faceNear: lipFace,
  faceLeft: lipFace,
  faceRight: lipFace,
  faceFar: { outcome: 'inconclusive', resultCode: 1108, advice: 'pose' },
  framesMissing: { ...reasons.framesMissing, apiCode: 'FailedOperation.LipVideoQuaility' },
}

/** What the same reason is called in a mode that has codes of its own for it. */
const ofMode: Record<ClipTask['kind'], Partial<Record<ClipReason, Meaning>>> = {
  digit: lipReasons,
  light: {},
  'light-digit': lipReasons,
  action: {
    chinHidden: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
    framesMissing: { ...reasons.framesMissing, apiCode: 'FailedOperation.LivessUnknownError' },
  },
  silent: {
    severalFaces: {
      ...reasons.severalFaces,
      apiCode: 'FailedOperation.SilentMultiFaceFail',
    },
    faceLost: {
      outcome: 'inconclusive',
      resultCode: 1301,
      advice: 'pose',
      apiCode: 'FailedOperation.SilentFaceDetectFail',
    },
    faceFar: silentQuality,
    faceNear: silentQuality,
    faceLeft: silentQuality,
    faceRight: silentQuality,
    dark: { ...silentQuality, advice: 'brighter' },
    bright: { ...silentQuality, advice: 'darker' },
    turned: silentQuality,
    // What an encoder makes of a still picture repeats itself, at once or after a few frames.
    looped: silentPicture,
    stalled: silentPicture,
    cutTogether: { outcome: 'inconclusive', resultCode: 1302, advice: 'liveness' },
    repeated: { outcome: 'inconclusive', resultCode: 1302, advice: 'liveness' },
    skinHidden: silentQuality,
    unmoved: silentQuality,
    framesMissing: { outcome: 'inconclusive', resultCode: 1302, advice: 'network' },
    stillPicture: silentPicture,
    attack: { outcome: 'fail', resultCode: 1301, advice: 'liveness' },
    unsure: { outcome: 'inconclusive', resultCode: 1302, advice: 'liveness' },
  },
}

/** What a reason means in a mode. */
export function meaningOf(kind: ClipTask['kind'], reason: ClipReason): Meaning {
  return ofMode[kind][reason] ?? reasons[reason]
}
