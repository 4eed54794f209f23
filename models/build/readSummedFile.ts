import { readFile } from 'node:fs/promises'
import { ModelFileError } from './modelFileError.ts'
import { sha256 } from './sha256.ts'

/**
 * Reads a file whose sum is known; `cure` says what to do when it is not the one.
 * @throws ModelFileError `sourceMissing` or `sourceChanged`
 */
export async function readSummedFile(
  path: string,
  expected: string,
  cure: string,
): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ModelFileError('sourceMissing', path, `${path} cannot be read. ${cure}`, cause)
  })
  const found = sha256(bytes)
  if (found === expected) return bytes
  throw new ModelFileError(
    'sourceChanged',
    path,
    `${path} has sha256 ${found}, expected ${expected}. It is not the published file. ${cure}`,
  )
}
