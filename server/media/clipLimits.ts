import { recordLimits } from '../domain/capture/recordedLimits.ts'
import { clipBounds } from '../domain/clip/clipBounds.ts'

/** What one clip may take; each bounds what a hostile file can cost. */
export interface ClipLimits {
  /** Bytes of the file. */
  maxInputBytes: number
  /** Longer side as recorded, px, and pixels of one picture. */
  maxRecordedPx: number
  maxRecordedArea: number
  /** Pictures that come out of the decoder, also those that are not kept. */
  maxPictures: number
  /** From the first picture to the last; as much for the sound. */
  maxDurationMs: number
  /** Pictures kept of one second, at most. */
  framesPerSecond: number
  /** Longer side of what is kept, px. */
  maxFramePx: number
  /** JPEGs and sound of one clip. */
  maxOutputBytes: number
  /** Resident memory of the child process; watched where the system tells it. */
  maxResidentBytes: number
  /** From the start of the child process to its end. */
  timeoutMs: number
  /** Child processes at once, and clips that wait for one. */
  children: number
  queue: number
}

export const clipLimits: ClipLimits = {
  // More than a call can carry: its 8 M of base64 are 6 MiB (R29).
  maxInputBytes: recordLimits.maxClipBytes,
  maxRecordedPx: clipBounds.maxSidePx,
  // 4:3 of that side. A decoder may hold 17 such pictures: .3 GB.
  maxRecordedArea: clipBounds.maxSidePx * 3072,
  maxPictures: clipBounds.maxPictures,
  maxDurationMs: clipBounds.maxSeconds * 1000,
  // As many as the capture socket asks for; lips and lids need no more.
  framesPerSecond: 15,
  // The most that vision takes of a stream (vision/decodeFrame.ts).
  maxFramePx: 720,
  // Half a minute of ordinary pictures is 25 MB; only noise comes near.
  maxOutputBytes: 96 * 1024 * 1024,
  // Node and FFmpeg take .15 GB; then the file, the decoder's pictures, and what waits to be written.
  maxResidentBytes: 1024 * 1024 * 1024,
  // The official SDK waits 60 s for an answer, and the faces have to be looked at as well.
  timeoutMs: 30_000,
  children: 2,
  queue: 8,
}
