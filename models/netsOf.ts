import type { FilledSlot, ModelNet, SlotFile, SoundSlot } from './manifest.ts'

/** The networks of a slot, or the files of its recogniser, in the order in which it names them. */
export function netsOf(slot: FilledSlot): ModelNet[]
export function netsOf(slot: FilledSlot | SoundSlot): SlotFile[]
export function netsOf(slot: FilledSlot | SoundSlot): SlotFile[] {
  if ('recogniser' in slot) return [slot, ...(slot.recogniser?.files ?? [])]
  return [slot, ...('ensemble' in slot ? (slot.ensemble ?? []) : [])]
}
