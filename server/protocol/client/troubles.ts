import { closeCodes } from '../capture.ts'
import { outcomeCodes, type OutcomeCode } from './outcomeCodes.ts'

/** What a trouble page offers besides leaving. */
export interface TroubleKind {
  /** `capture`: try again from the camera on; `open`: ask the server again; null: no way on here. */
  resume: 'capture' | 'open' | null
  /** What the host page is told when the person leaves from here. */
  code: OutcomeCode
}

/** Every reason for which a ceremony stops short of a verdict. */
export const troubles = {
  // Where the page runs: the reasons of /session/open (versionGate.ts).
  notWeChat: { resume: null, code: outcomeCodes.incompatible },
  wecom: { resume: null, code: outcomeCodes.incompatible },
  devtools: { resume: null, code: outcomeCodes.incompatible },
  desktop: { resume: null, code: outcomeCodes.incompatible },
  miniProgram: { resume: null, code: outcomeCodes.incompatible },
  unknownSystem: { resume: null, code: outcomeCodes.incompatible },
  weChatTooOld: { resume: null, code: outcomeCodes.incompatible },
  systemTooOld: { resume: null, code: outcomeCodes.incompatible },
  /** Refused for a reason that this client is too old to know. */
  environment: { resume: null, code: outcomeCodes.incompatible },
  // The session.
  unknownSession: { resume: null, code: outcomeCodes.session },
  expired: { resume: null, code: outcomeCodes.session },
  otherDevice: { resume: null, code: outcomeCodes.session },
  finished: { resume: null, code: outcomeCodes.session },
  withdrawn: { resume: null, code: outcomeCodes.left },
  openid: { resume: 'open', code: outcomeCodes.session },
  tooOften: { resume: null, code: outcomeCodes.tooOften },
  // The camera.
  notSecure: { resume: null, code: outcomeCodes.unsupported },
  cameraUnsupported: { resume: null, code: outcomeCodes.unsupported },
  cameraRefused: { resume: 'capture', code: outcomeCodes.camera },
  cameraBusy: { resume: 'capture', code: outcomeCodes.camera },
  cameraMissing: { resume: 'capture', code: outcomeCodes.camera },
  cameraRear: { resume: 'capture', code: outcomeCodes.camera },
  cameraBlack: { resume: 'capture', code: outcomeCodes.camera },
  // The microphone, where something is to be said.
  microphoneUnsupported: { resume: null, code: outcomeCodes.unsupported },
  microphoneRefused: { resume: 'capture', code: outcomeCodes.microphone },
  microphoneBusy: { resume: 'capture', code: outcomeCodes.microphone },
  microphoneMissing: { resume: 'capture', code: outcomeCodes.microphone },
  /** Camera and microphone were asked for together, and neither may be used. */
  bothRefused: { resume: 'capture', code: outcomeCodes.camera },
  // On the way.
  interrupted: { resume: 'capture', code: outcomeCodes.interrupted },
  notReady: { resume: 'capture', code: outcomeCodes.left },
  network: { resume: 'capture', code: outcomeCodes.network },
  offline: { resume: 'open', code: outcomeCodes.network },
  slow: { resume: 'open', code: outcomeCodes.network },
  superseded: { resume: 'open', code: outcomeCodes.session },
  unsupported: { resume: null, code: outcomeCodes.incompatible },
  service: { resume: 'open', code: outcomeCodes.service },
} as const satisfies Record<string, TroubleKind>

export type Trouble = keyof typeof troubles

export function isTrouble(name: string): name is Trouble {
  return Object.prototype.hasOwnProperty.call(troubles, name)
}

const byCloseCode: Readonly<Record<number, Trouble>> = {
  [closeCodes.badMessage]: 'service',
  [closeCodes.notAllowed]: 'service',
  [closeCodes.expired]: 'interrupted',
  [closeCodes.superseded]: 'superseded',
  [closeCodes.tooBig]: 'service',
  [closeCodes.unsupported]: 'unsupported',
  [closeCodes.tooMany]: 'service',
  [closeCodes.serverFault]: 'service',
}

/**
 * What a closed socket means when no error message came before: one code stands for several reasons,
 * and what the server did not name is the network.
 */
export function troubleOfCloseCode(closeCode: number): Trouble {
  return byCloseCode[closeCode] ?? 'network'
}

/** Codes of sessionErrorCodes.ts and the two of the API that reach a device. */
const byErrorCode: Readonly<Record<string, Trouble>> = {
  'Session.NotFound': 'unknownSession',
  'Session.Gone': 'unknownSession',
  'Session.Withdrawn': 'withdrawn',
  'Session.Expired': 'expired',
  'Session.Finished': 'finished',
  'Session.OtherDevice': 'otherDevice',
  'Session.OtherOpenid': 'otherDevice',
  'Session.Environment': 'environment',
  'Session.OpenidNeeded': 'openid',
  'Session.OpenidFailed': 'openid',
  'Session.StateMismatch': 'openid',
  // What was agreed to or given has changed meanwhile: the server says anew what it needs.
  'Session.ConsentNeeded': 'superseded',
  'Session.ConsentOutdated': 'superseded',
  'Session.ConsentScope': 'superseded',
  'Session.GuardianNeeded': 'superseded',
  'Session.IdentityNeeded': 'superseded',
  'Session.Busy': 'slow',
  'Capture.VersionUnsupported': 'unsupported',
  'Capture.ModeUnsupported': 'unsupported',
  'Capture.RearCamera': 'cameraRear',
  'Capture.EngineMismatch': 'unsupported',
  'Capture.Cancelled': 'notReady',
  'Capture.CameraRefused': 'cameraRefused',
  'Capture.MicrophoneRefused': 'microphoneRefused',
  'Capture.DevicesRefused': 'bothRefused',
  'Capture.CameraFailed': 'cameraBusy',
  'Capture.NetworkFailed': 'network',
  'Capture.WeChatUnavailable': 'slow',
  'Capture.Idle': 'network',
  'Capture.TooLong': 'notReady',
  'Capture.Incomplete': 'network',
  'Capture.ChallengeExpired': 'interrupted',
  'Capture.Superseded': 'superseded',
  'FailedOperation.IdentityAuthLimitExceeded': 'tooOften',
  'InvalidParameterValue.BizTokenExpired': 'expired',
  'InvalidParameterValue.BizTokenIllegal': 'unknownSession',
}

/** What an ErrorCode of the server means for the person; what is not listed is a fault of the service. */
export function troubleOfErrorCode(code: string): Trouble {
  return byErrorCode[code] ?? 'service'
}
