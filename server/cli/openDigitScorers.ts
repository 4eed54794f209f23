import { join } from 'node:path'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { ownModelFolder } from '../../models/own/ownModelFolder.ts'
import { readSlots } from '../../models/own/readSlots.ts'
import { readDataDir } from '../config.ts'
import type { DigitScorer } from '../domain/digit/digitScorer.ts'
import { createCmuScorer } from '../speech/createCmuScorer.ts'
import { createCtcScorer } from '../speech/createCtcScorer.ts'
import { openOnnxModel } from '../vision/onnx.ts'

/**
 * Builds the models when they are not there yet and opens what listens to digits on this installation,
 * at least one: slot digits, and digitsAcoustic where an operator filled it.
 */
export async function openDigitScorers(): Promise<DigitScorer[]> {
  const ownFolder = ownModelFolder(readDataDir(process.env))
  const { slots, folderOf } = await readSlots({ modelsDir: modelFolder, ownFolder })
  const { digits, digitsAcoustic } = slots
  if (digits.file === null) throw new Error(`The digits slot is empty: ${digits.note}`)
  await buildModels()
  const scorers = [
    createCtcScorer(
      await openOnnxModel({ path: join(folderOf('digits'), digits.file), sha256: digits.sha256 }),
    ),
  ]
  if (digitsAcoustic.file !== null) {
    const path = join(folderOf('digitsAcoustic'), digitsAcoustic.file)
    const file = { path, sha256: digitsAcoustic.sha256, cure: acousticCure }
    scorers.push(await createCmuScorer(await openOnnxModel(file)))
  }
  return scorers
}

const acousticCure = 'add it again with `npm run models:add -- cmu-mandarin`, or remove it'
