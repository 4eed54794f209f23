import { readManifest, type ModelManifest, type ModelSlots } from '../manifest.ts'
import type { SlotName } from '../slotNames.ts'
import { readOwnSlots } from './readOwnSlots.ts'

/** What each slot holds on this installation. */
export interface SlotSet {
  slots: ModelSlots
  /** True where an operator's model takes the place of the manifest's. */
  isOwn: (name: SlotName) => boolean
  /** The folder that the slot's files lie in. */
  folderOf: (name: SlotName) => string
}

/** Where the models lie. */
export interface ModelFolders {
  /** Built models (models/dist). */
  modelsDir: string
  /** The operator's own (DATA_DIR/models); left out: none. */
  ownFolder?: string | undefined
}

/**
 * The manifest's slots, with those of the operator's slots.json in their place. Throws ModelFileError
 * `manifestInvalid`.
 */
export async function readSlots(
  { modelsDir, ownFolder }: ModelFolders,
  manifest?: ModelManifest,
): Promise<SlotSet> {
  const { slots } = manifest ?? (await readManifest())
  const own = ownFolder === undefined ? {} : await readOwnSlots(ownFolder)
  const isOwn = (name: SlotName) => own[name] !== undefined
  return {
    slots: { ...slots, ...own },
    isOwn,
    folderOf: name => (ownFolder !== undefined && isOwn(name) ? ownFolder : modelsDir),
  }
}
