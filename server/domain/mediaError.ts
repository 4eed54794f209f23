/** Why no video came of a capture's frames, or nothing of a recorded clip. */
export type MediaFault =
  /** There is no frame, or none that could be decoded. */
  | 'noFrames'
  /** More frames, or more bytes, than a capture or a clip can have. */
  | 'tooMuch'
  /** Capture times that are no numbers, do not rise, or span more than a capture can last. */
  | 'badTimes'
  /** A frame cannot be decoded, or has more pixels than it may. */
  | 'badFrame'
  /** What came out is larger than it may be: a video than an answer carries, a clip's pictures. */
  | 'tooLarge'
  /** The bytes begin no container that is read. */
  | 'notMedia'
  /** The container has no picture track in a format that is read. */
  | 'noVideo'
  /** Pictures or sound last longer than a clip may: as decoded, whatever the header says. */
  | 'tooLong'
  /** More pictures than a clip may have. */
  | 'tooManyFrames'
  /** Pictures larger than a clip may have. */
  | 'tooManyPixels'
  /** A side of the pictures is too short for a face. */
  | 'tooFewPixels'
  /** So much of it did not arrive that the rest is too short. */
  | 'cutOff'
  /** What is to be heard is in no format that is read. */
  | 'soundUnread'
  /** The container, or most of its pictures, cannot be decoded. */
  | 'brokenMedia'
  /** The child process needed more memory than it may; it was killed. */
  | 'tooMuchMemory'
  /** As many are being made, and wait, as may be: the caller should answer "try again". */
  | 'busy'
  /** It took longer than the limit; the child process was killed. */
  | 'timedOut'
  /** The child process died, or answered what nobody understands. */
  | 'crashed'
  /** The media library cannot be loaded on this machine. */
  | 'unavailable'
  /** `close()` was called. */
  | 'closed'

/** The one error that media throws; `code` is what a flow maps, the message is for the log. */
export class MediaError extends Error {
  readonly code: MediaFault

  constructor(code: MediaFault, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'MediaError'
    this.code = code
  }
}
