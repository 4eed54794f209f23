import { join } from 'node:path'
import { readManifest, type ModelManifest } from '../manifest.ts'
import { slotNames } from '../slotNames.ts'
import { inspectModel } from './inspectModel.ts'
import { ModelFileError } from './modelFileError.ts'
import { modelFolder } from './modelFolder.ts'

/**
 * Checks that every filled slot's file is there and has the sum of the manifest. Throws
 * ModelFileError `outputMissing` or `outputChanged` for the first that is not.
 */
export async function verifyModels(
  options: { outDir?: string; manifest?: ModelManifest } = {},
): Promise<void> {
  const { outDir = modelFolder, manifest = await readManifest() } = options
  for (const name of slotNames) {
    const slot = manifest.slots[name]
    if (slot.file === null) continue
    const path = join(outDir, slot.file)
    const result = await inspectModel(slot, outDir)
    if (result.state === 'missing') {
      throw new ModelFileError(
        'outputMissing',
        path,
        `${path} (slot ${name}) is missing. Run \`npm run models\`.`,
      )
    }
    if (result.state === 'wrongSum') {
      throw new ModelFileError(
        'outputChanged',
        path,
        `${path} (slot ${name}) has sha256 ${result.found}, expected ${slot.sha256}. Run \`npm run models\` to build it again.`,
      )
    }
  }
}
