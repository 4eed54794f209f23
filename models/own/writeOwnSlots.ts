import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '../build/writeAtomically.ts'
import { filesOf } from '../filesOf.ts'
import { ownSlotsFile, type OwnSlots } from './readOwnSlots.ts'

/**
 * Puts slots.json in place in one step, and removes the model files that it no longer names. The
 * files that it does name must be there already.
 */
export async function writeOwnSlots(ownFolder: string, slots: OwnSlots): Promise<void> {
  await mkdir(ownFolder, { recursive: true })
  const text = `${JSON.stringify({ version: 1, slots }, null, 2)}\n`
  await writeAtomically(ownSlotsFile(ownFolder), new TextEncoder().encode(text))
  const named = new Set(Object.values(slots).flatMap(slot => filesOf(slot).map(net => net.file)))
  const stale = (await readdir(ownFolder)).filter(name => modelFile.test(name) && !named.has(name))
  await Promise.all(stale.map(name => rm(join(ownFolder, name), { force: true })))
}

/** What `ownFileName` makes: nothing else in the folder is touched. */
const modelFile = /^[\w-]+-[0-9a-f]{12}\.[a-z]+$/
