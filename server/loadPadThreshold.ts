import { modelFolder } from '../models/build/modelFolder.ts'
import { ownModelFolder } from '../models/own/ownModelFolder.ts'
import { readSlots } from '../models/own/readSlots.ts'

/**
 * From which score, 0–1, the model in slot pad of this installation calls a picture bona fide; null
 * while the slot is empty. Throws ModelFileError when slots.json is damaged.
 */
export async function loadPadThreshold(dataDir: string): Promise<number | null> {
  const folders = { modelsDir: modelFolder, ownFolder: ownModelFolder(dataDir) }
  const { pad } = (await readSlots(folders)).slots
  return pad.file === null ? null : pad.threshold.value
}
