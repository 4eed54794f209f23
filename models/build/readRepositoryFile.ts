import { fileURLToPath } from 'node:url'
import type { SourceFile } from '../manifest.ts'
import { readSummedFile } from './readSummedFile.ts'

/**
 * Reads a model that lies in this repository as it is.
 * @throws ModelFileError `sourceMissing` or `sourceChanged`
 */
export function readRepositoryFile({ path: inside, sha256 }: SourceFile): Promise<Uint8Array> {
  const path = fileURLToPath(new URL(`../${inside}`, import.meta.url))
  return readSummedFile(path, sha256, 'Restore it from the release, then run `npm run models`.')
}
