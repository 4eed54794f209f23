import { join } from 'node:path'
import type { FilledSlot, SoundSlot } from '../../../models/manifest.ts'
import { filesOf } from '../../../models/filesOf.ts'
import type { AddReport } from './addVerb.ts'

/** The files of a slot as a report lists them. */
export function describeFiles(slot: FilledSlot | SoundSlot, ownFolder: string): AddReport['files'] {
  return filesOf(slot).map(({ file, sha256, sizeBytes }) => ({
    path: join(ownFolder, file),
    sha256,
    sizeBytes,
  }))
}
