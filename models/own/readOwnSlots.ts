import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ModelFileError } from '../build/modelFileError.ts'
import { findSlotProblem } from '../findManifestProblem.ts'
import type { FilledSlot, SoundSlot } from '../manifest.ts'
import { slotNames, type ImageSlotName, type SoundSlotName } from '../slotNames.ts'

/** The slots that an operator filled; their files lie beside slots.json. */
export type OwnSlots = Partial<Record<ImageSlotName, FilledSlot> & Record<SoundSlotName, SoundSlot>>

/** Where an operator's slots are written down: a manifest that names only the slots it fills. */
export function ownSlotsFile(ownFolder: string): string {
  return join(ownFolder, 'slots.json')
}

/**
 * Reads DATA_DIR/models/slots.json; without the file nothing is overridden. Throws ModelFileError
 * `manifestInvalid` that names the first wrong field: a damaged slot must never fall back silently.
 */
export async function readOwnSlots(ownFolder: string): Promise<OwnSlots> {
  const path = ownSlotsFile(ownFolder)
  const fail = (problem: string, cause?: unknown) =>
    new ModelFileError(
      'manifestInvalid',
      path,
      `${path}: ${problem}; add the model again with \`npm run models:add\`, or remove the file`,
      cause,
    )
  // Judged below, before anybody sees it.
  let json: { slots: OwnSlots }
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {}
    throw fail('cannot be read as JSON', cause)
  }
  const problem = findProblem(json)
  if (problem !== null) throw fail(problem)
  return json.slots
}

function findProblem(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('version' in json) || json.version !== 1)
    return 'version must be 1'
  if (!('slots' in json) || typeof json.slots !== 'object' || json.slots === null)
    return 'slots must be an object'
  for (const [key, slot] of Object.entries(json.slots) as [string, unknown][]) {
    const name = slotNames.find(known => known === key)
    if (name === undefined) return `slots.${key} is not a known slot`
    if (typeof slot === 'object' && slot !== null && 'file' in slot && slot.file === null)
      return `slots.${key}.file must be a file name`
    const problem = findSlotProblem(name, slot)
    if (problem !== null) return `slots.${key}${problem}`
  }
  return null
}
