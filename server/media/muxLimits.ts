import { socketLimits } from '../domain/capture/captureLimits.ts'

/** What one video may take; each bounds what hostile frames can cost. */
export interface MuxLimits {
  maxFrames: number
  /** JPEG bytes of all frames. */
  maxInputBytes: number
  /** Of the sound, gaps included. */
  maxSoundMs: number
  /** Longer side of a frame, px. */
  maxFramePx: number
  /** From the first frame to the last; sound after that is left out. */
  maxSpanMs: number
  /** Bytes of the mp4. */
  maxVideoBytes: number
  /** Resident memory of the child process; watched where the system tells it. */
  maxResidentBytes: number
  /** From the start of the child process to its end. */
  timeoutMs: number
  /** Child processes at once, and videos that wait for one. */
  children: number
  queue: number
}

export const muxLimits: MuxLimits = {
  // Nothing that the capture socket takes is too much here.
  maxFrames: socketLimits.maxKeptFrames,
  maxInputBytes: socketLimits.maxTotalBytes,
  // Gaps are filled with silence, so that a little sound may span a whole capture.
  maxSoundMs: socketLimits.totalTimeoutMs + socketLimits.maxSoundMs,
  maxFramePx: socketLimits.maxFramePx,
  maxSpanMs: socketLimits.totalTimeoutMs,
  // 7.87 million characters of base64: under 8 M however M is read (tencent-faceid.md §1a).
  maxVideoBytes: 5_900_000,
  // Twice what the largest frames that the socket takes were seen to need.
  maxResidentBytes: 1024 * 1024 * 1024,
  // The official SDK waits 60 s for an answer.
  timeoutMs: 45_000,
  children: 2,
  queue: 4,
}
