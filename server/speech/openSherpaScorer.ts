import { join } from 'node:path'
import { readSummedFile } from '../../models/build/readSummedFile.ts'
import type { SlotFile } from '../../models/manifest.ts'
import type { DigitScorer } from '../domain/digit/digitScorer.ts'
import { VisionError } from '../domain/visionError.ts'
import { createSherpaScorer } from './createSherpaScorer.ts'
import { loadSherpa } from './transcript/loadSherpa.ts'
import { withPaths } from './transcript/withPaths.ts'

const cure = 'Add it again with `npm run models:add -- sherpa`, or remove it.'

/**
 * Opens the recogniser of a slot. @throws VisionError `modelUnusable` when a file is not the slot's, or
 * the package is not installed
 */
export async function openSherpaScorer(
  folder: string,
  files: readonly SlotFile[],
  modelConfig: Record<string, unknown>,
): Promise<DigitScorer> {
  for (const { file, sha256 } of files) {
    await readSummedFile(join(folder, file), sha256, cure).catch((cause: unknown) => {
      const problem = cause instanceof Error ? cause.message : String(cause)
      throw new VisionError('modelUnusable', problem, { cause })
    })
  }
  const names = new Set(files.map(({ file }) => file))
  const config = withPaths(modelConfig, name => (names.has(name) ? join(folder, name) : null))
  return createSherpaScorer(await loadSherpa(), config)
}
