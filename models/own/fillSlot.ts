import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ModelFileError } from '../build/modelFileError.ts'
import { sha256 } from '../build/sha256.ts'
import { writeAtomically } from '../build/writeAtomically.ts'
import { findSlotProblem } from '../findManifestProblem.ts'
import type { FilledSlot, SoundSlot } from '../manifest.ts'
import { filesOf } from '../filesOf.ts'
import type { SlotName } from '../slotNames.ts'
import { ownSlotsFile, readOwnSlots } from './readOwnSlots.ts'
import { writeOwnSlots } from './writeOwnSlots.ts'

/**
 * Fills a slot of DATA_DIR/models with an operator's model, in the place of what was there; servers
 * take it at their next start. `files` holds the bytes of every network that the slot names. Throws
 * ModelFileError `manifestInvalid` or `outputChanged` before anything is written.
 */
export async function fillSlot(
  ownFolder: string,
  name: SlotName,
  slot: FilledSlot | SoundSlot,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const path = ownSlotsFile(ownFolder)
  const problem = findSlotProblem(name, slot)
  if (problem !== null)
    throw new ModelFileError(
      'manifestInvalid',
      path,
      `the entry of slot ${name}: ${name}${problem}`,
    )
  const others = await readOwnSlots(ownFolder)
  const nets = filesOf(slot).map(net => ({ net, bytes: files.get(net.file) }))
  for (const { net, bytes } of nets) {
    if (bytes && sha256(bytes) === net.sha256 && bytes.length === net.sizeBytes) continue
    throw new ModelFileError(
      'outputChanged',
      net.file,
      `the entry of slot ${name} names another ${net.file} than the one given`,
    )
  }
  await mkdir(ownFolder, { recursive: true })
  for (const { net, bytes } of nets)
    if (bytes) await writeAtomically(join(ownFolder, net.file), bytes)
  await writeOwnSlots(ownFolder, { ...others, [name]: slot })
}
