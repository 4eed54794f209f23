/** Why no video came of a capture's frames. */
export type MediaFault =
  /** There is no frame. */
  | 'noFrames'
  /** More frames, or more bytes, than a capture can have. */
  | 'tooMuch'
  /** Capture times that are no numbers, do not rise, or span more than a capture can last. */
  | 'badTimes'
  /** A frame cannot be decoded, or has more pixels than it may. */
  | 'badFrame'
  /** The video would be larger than an answer carries. */
  | 'tooLarge'
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
