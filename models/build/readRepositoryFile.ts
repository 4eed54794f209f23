import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { SourceFile } from '../manifest.ts'
import { ModelFileError } from './modelFileError.ts'
import { sha256 } from './sha256.ts'

/**
 * Reads a model that lies in this repository as it is. Throws ModelFileError `sourceMissing` or
 * `sourceChanged`.
 */
export async function readRepositoryFile({
  path: inside,
  sha256: expected,
}: SourceFile): Promise<Uint8Array> {
  const path = fileURLToPath(new URL(`../${inside}`, import.meta.url))
  const cure = 'Restore it from the release, then run `npm run models`.'
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
