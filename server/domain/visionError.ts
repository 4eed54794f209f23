/** Why the vision side could not answer at all (a bad photo is an answer, not one of these). */
export type VisionFault =
  /** More photos wait than the queue may hold: the caller should answer "try again". */
  | 'queueFull'
  /** One photo took longer than the task limit; its worker was replaced. */
  | 'timedOut'
  /** The worker died or threw; its other tasks are not affected. */
  | 'crashed'
  /** `close()` was called. */
  | 'closed'
  /** A model file is missing, or is not the one that the manifest names. */
  | 'modelUnusable'

/** The one error that vision throws; `code` is what a flow maps, the message is for the log. */
export class VisionError extends Error {
  readonly code: VisionFault

  constructor(code: VisionFault, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'VisionError'
    this.code = code
  }
}
