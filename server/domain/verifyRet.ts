import type { ErrorCode } from '../protocol/errorCodes.ts'

/** What `verify_ret` of WeChat's face API means here. */
export type NativeEnd =
  /**
   * Judged: kept in the ledger. WeChat gives one number; `part` is the half that it speaks of, as far
   * as it speaks of one.
   */
  | { kind: 'verdict'; resultCode: number; part: 'both' | 'liveness' | 'comparison' | 'neither' }
  /**
   * Over without a verdict: nothing is kept (R32). `isOurFault`: WeChat's servers or this one could
   * not do it, and the try is given back (R26). What the phone itself reports never is.
   */
  | { kind: 'none'; code: ErrorCode; isOurFault: boolean }
  /** Not over: the same verification may be asked for again. */
  | { kind: 'open'; code: ErrorCode }

const verdict = (
  resultCode: number,
  part: 'both' | 'liveness' | 'comparison' | 'neither',
): NativeEnd => ({ kind: 'verdict', resultCode, part })
const none = (code: ErrorCode): NativeEnd => ({ kind: 'none', code, isOurFault: false })
const failed = none('Capture.WeChatFailed')
const failedThere: NativeEnd = { kind: 'none', code: 'Capture.WeChatFailed', isOurFault: true }
const cancelled = none('Capture.Cancelled')
const unusable = verdict(1004, 'liveness')

/** Passed, and the only number that is. */
export const verifyRetPassed = 10000

/**
 * Every number of queryVerifyInfo's document (Res.verify_ret). 1xxxx come from WeChat's servers, 9xxxx
 * from the phone.
 */
const ends: ReadonlyMap<number, NativeEnd> = new Map([
  [verifyRetPassed, verdict(0, 'both')],
  // Request or permission is wrong.
  [10001, failedThere],
  // No features of a face could be taken.
  [10002, verdict(2013, 'comparison')],
  // Name and number do not match, or the face is not that person's.
  [10003, verdict(2006, 'comparison')],
  [10004, verdict(2016, 'comparison')],
  [10005, { kind: 'open', code: 'Session.Busy' }],
  [10006, failedThere],
  // No picture arrived: a phone can bring that about.
  [10007, failed],
  [10008, failedThere],
  [10010, verdict(2014, 'comparison')],
  [10012, verdict(2015, 'comparison')],
  [10013, failedThere],
  [10014, failedThere],
  [10015, failedThere],
  [10016, failedThere],
  [10017, failed],
  [10018, failed],
  [10020, none('Capture.TooLong')],
  // "Asked before, the earlier result again", which it does not name.
  [10021, failed],
  // Not in the authority library.
  [10026, verdict(2005, 'comparison')],
  [10029, failedThere],
  [10040, failedThere],
  [10041, failed],
  // WeChat's own limit.
  [10042, verdict(2018, 'neither')],
  [10045, failedThere],
  [10052, failedThere],
  [10300, { kind: 'open', code: 'Capture.Incomplete' }],
  [90001, none('Capture.ModeUnsupported')],
  [90002, cancelled],
  [90003, cancelled],
  [90004, cancelled],
  [90005, cancelled],
  [90006, cancelled],
  [90007, none('Capture.NetworkFailed')],
  [90008, none('Capture.CameraRefused')],
  [90009, none('Capture.MicrophoneRefused')],
  [90010, none('Capture.DevicesRefused')],
  [90011, unusable],
  [90012, none('Capture.NetworkFailed')],
  [90013, unusable],
  [90014, unusable],
  [90017, none('Capture.TooLong')],
  [90018, failed],
  // Configuration, confirmation page.
  [90104, failed],
  [90105, failed],
  [90106, none('Capture.CameraFailed')],
  [90107, none('Capture.TooLong')],
  [90109, none('Capture.ModeUnsupported')],
  // Agreement.
  [90110, failed],
  [90199, failed],
])

/** A number that the document does not have is "try again", never a pass. */
export function readVerifyRet(verifyRet: number): NativeEnd {
  return ends.get(verifyRet) ?? failed
}
