import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SlotFile } from '../manifest.ts'
import { sha256 } from './sha256.ts'

/** What lies in the output folder for a slot. */
export type ModelState =
  { state: 'built' } | { state: 'missing' } | { state: 'wrongSum'; found: string }

/** Compares the built file of a slot with the sum in the manifest. */
export async function inspectModel(slot: SlotFile, folder: string): Promise<ModelState> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(join(folder, slot.file))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { state: 'missing' }
    }
    throw error
  }
  const found = sha256(bytes)
  return found === slot.sha256 ? { state: 'built' } : { state: 'wrongSum', found }
}
