import type { ClientVerdict } from './capture.ts'
import type { Challenge, ChallengeSupport } from './challenge.ts'
import type { DeviceRequest } from './session.ts'

/**
 * A ceremony that the device records first and uploads then (design.md §5, the second way in): the mini
 * program's `record` driver. HTTP only, under `/session/record`; JSON but for the parts of the clip;
 * refusals as those of `/session`. All requests of one capture must reach the same process.
 *
 * 1. `start` issues the challenge (and counts it, R26). The client performs it while its camera records;
 *    a camera that was started earlier makes a clip that is longer than it can be. The challenge lives for
 *    its steps and half a minute.
 *    Refused like `hello` on the capture socket; Capture.ModeUnsupported also where no file may be made.
 * 2. `commit`, before the challenge's life is over, binds the client to the file that it has: its size and
 *    SHA-256, and when each step was painted. What is uploaded later can no longer be made later. The same
 *    once more is fine, anything else Capture.OutOfOrder. Answers `{}`.
 * 3. `part`, until all bytes are there. A part says where it begins; a part that was lost is sent again
 *    (`received` says from where; a gap is Capture.OutOfOrder). The upload may go on for `uploadMs` after
 *    the commitment.
 * 4. `finish` judges, which takes seconds. It may be asked again: the same answer comes back, for ten
 *    minutes or until the next capture.
 *
 * Capture.Busy, and any refusal of a commitment or a part that is not named next, leave the capture as it
 * is: mend it, or ask again. It is over with Capture.ChallengeExpired, TooLong (`uploadMs` has passed),
 * TooMany (over 400 parts), Superseded, ServerStopping and InternalError; and at `finish` with ChainBroken
 * (other bytes than announced), ClipUnreadable and TooBig (what cannot be decoded). A capture that comes to
 * no verdict leaves nothing (R32); a newer `start` of the same device, or a capture socket, takes the
 * session from it.
 */
export const recordPath = '/session/record'

export interface RecordStartRequest extends DeviceRequest {
  supports: readonly (ChallengeSupport | (string & {}))[]
  camera: {
    /**
     * What films, at most 200 characters: camera, driver, platform and version, as far as they are known.
     * Recorded for the operator. Older clients name nothing.
     */
    label?: string
    facing: 'user' | 'environment' | 'unknown'
    /** Of the preview; 0 = unknown. */
    widthPx: number
    heightPx: number
  }
}

export interface RecordStartAnswer {
  captureId: string
  challenge: Challenge
  limits: RecordLimits
}

export interface RecordLimits {
  /** Of the whole clip. */
  maxClipBytes: number
  /** Of one part. */
  maxPartBytes: number
  /** From the commitment to the last part. */
  uploadMs: number
}

/** Names one recorded capture of this device. */
export interface RecordRequest extends DeviceRequest {
  captureId: string
}

export interface RecordCommitRequest extends RecordRequest {
  /**
   * When each step was on screen, then the end, ms on the clock that is 0 where the recording began, as far
   * as the client knows; up to a second off either way. Rising, and no longer from the first to the last
   * than the challenge is known (Capture.ClockRefused); one too many or too few is Capture.Incomplete.
   */
  painted: readonly number[]
  sizeBytes: number
  /** SHA-256 of the file, hex, small letters. */
  sha256: string
}

/**
 * POST `/session/record/part?captureId=…&offset=…`, body `application/octet-stream`. BizToken and device
 * secret go in these headers, since the body is the clip's. An empty part changes nothing, whatever its
 * offset: it asks for `received` after a break.
 */
export const recordHeaders = {
  bizToken: 'x-zhenren-token',
  deviceSecret: 'x-zhenren-device',
} as const

export interface RecordPartAnswer {
  /** Bytes that are there without a gap: where the next part begins. */
  received: number
}

export interface RecordFinishAnswer {
  verdict: ClientVerdict
}
