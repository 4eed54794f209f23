import { join } from 'node:path'
import { filesOf } from '../../models/filesOf.ts'
import { readSlots, type ModelFolders } from '../../models/own/readSlots.ts'
import type { DigitScorer } from '../domain/digit/digitScorer.ts'
import { VisionError } from '../domain/visionError.ts'
import { openOnnxModel } from '../vision/onnx.ts'
import { createCmuScorer } from './createCmuScorer.ts'
import { createCtcScorer } from './createCtcScorer.ts'
import { openSherpaScorer } from './openSherpaScorer.ts'

/**
 * Opens what listens to digits, at least one: slot digits, and digitsAcoustic where it was filled. A
 * recogniser in slot digits listens alone: a transcript has no likelihoods to add others to.
 * Throws VisionError `modelUnusable` when a model is missing or not the manifest's.
 */
export async function openDigitScorers(folders: ModelFolders): Promise<DigitScorer[]> {
  const { slots, folderOf } = await readSlots(folders)
  const { digits, digitsAcoustic } = slots
  if (digits.file === null) {
    throw new VisionError('modelUnusable', `the digits slot is empty: ${digits.note}`)
  }
  if (digits.recogniser) {
    const { recogniser } = digits
    return [await openSherpaScorer(folderOf('digits'), filesOf(digits), recogniser.modelConfig)]
  }
  const own = { path: join(folderOf('digits'), digits.file), sha256: digits.sha256 }
  const scorers: DigitScorer[] = [createCtcScorer(await openOnnxModel(own))]
  if (digitsAcoustic.file === null) return scorers
  const path = join(folderOf('digitsAcoustic'), digitsAcoustic.file)
  const file = { path, sha256: digitsAcoustic.sha256, cure: acousticCure }
  scorers.push(await createCmuScorer(await openOnnxModel(file)))
  return scorers
}

const acousticCure = 'add it again with `npm run models:add -- cmu-mandarin`, or remove it'
