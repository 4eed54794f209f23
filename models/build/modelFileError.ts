/** What is wrong with a model file, the manifest or a package that models are built from. */
export type ModelFileCode =
  | 'manifestInvalid'
  | 'packageMissing'
  | 'packageVersion'
  | 'sourceMissing'
  | 'sourceChanged'
  | 'sourceInvalid'
  | 'outputMissing'
  | 'outputChanged'

/** A model cannot be built or trusted; the message names the file, what was expected and the cure. */
export class ModelFileError extends Error {
  readonly code: ModelFileCode
  /** The file (or package) that is wrong. */
  readonly file: string

  constructor(code: ModelFileCode, file: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ModelFileError'
    this.code = code
    this.file = file
  }
}
