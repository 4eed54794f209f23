import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { ownModelFolder } from '../../models/own/ownModelFolder.ts'
import { readDataDir } from '../config.ts'
import type { DigitScorer } from '../domain/digit/digitScorer.ts'
import * as speech from '../speech/openDigitScorers.ts'

/** Builds the models when they are not there yet and opens what listens to digits here. */
export async function openDigitScorers(): Promise<DigitScorer[]> {
  await buildModels()
  return speech.openDigitScorers({
    modelsDir: modelFolder,
    ownFolder: ownModelFolder(readDataDir(process.env)),
  })
}
