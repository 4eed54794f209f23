import type { FilledSlot, SlotFile, SoundSlot } from './manifest.ts'
import { netsOf } from './netsOf.ts'

/** The files of a slot, each once: one network may look through several crops. */
export function filesOf(slot: FilledSlot | SoundSlot): SlotFile[] {
  const files = new Map<string, SlotFile>()
  for (const net of netsOf(slot)) files.set(net.file, net)
  return [...files.values()]
}
