import { ModelFileError } from '../build/modelFileError.ts'

/** Makes the error for a file of a Sphinx model that is not what it should be. */
export type SphinxFail = (problem: string) => Error

/** Errors that name the file and the cure. */
export function sphinxFail(file: string): SphinxFail {
  return problem =>
    new ModelFileError(
      'sourceInvalid',
      file,
      `${file} ${problem}. Take the file anew from the published model.`,
    )
}
