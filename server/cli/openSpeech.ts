import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { ownModelFolder } from '../../models/own/ownModelFolder.ts'
import { readDataDir } from '../config.ts'
import { createSpeech, type Speech } from '../speech/createSpeech.ts'

/** Builds the models when they are not there yet and starts what listens to digits here. */
export async function openSpeech(): Promise<Speech> {
  await buildModels()
  return createSpeech({
    modelsDir: modelFolder,
    ownFolder: ownModelFolder(readDataDir(process.env)),
  })
}
