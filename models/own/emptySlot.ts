import type { SlotName } from '../slotNames.ts'
import { readOwnSlots } from './readOwnSlots.ts'
import { writeOwnSlots } from './writeOwnSlots.ts'

/** Takes an operator's model out of a slot; false when there was none. Throws ModelFileError. */
export async function emptySlot(ownFolder: string, name: SlotName): Promise<boolean> {
  const { [name]: removed, ...others } = await readOwnSlots(ownFolder)
  if (removed === undefined) return false
  await writeOwnSlots(ownFolder, others)
  return true
}
