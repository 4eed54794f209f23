import { availableParallelism } from 'node:os'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { ownModelFolder } from '../../models/own/ownModelFolder.ts'
import { readDataDir } from '../config.ts'
import type { CaptureVision } from '../domain/capture/captureVision.ts'
import type { Vision } from '../domain/face.ts'
import { createVision } from '../vision/createVision.ts'

/**
 * Builds the models when they are not there yet (progress on standard error) and starts the workers,
 * with what the operator put into DATA_DIR/models.
 */
export async function openVision(
  workers = availableParallelism(),
): Promise<Vision & CaptureVision> {
  await buildModels({
    onProgress: ({ slot }) => slot && process.stderr.write(`checking or building model: ${slot}\n`),
  })
  const ownFolder = ownModelFolder(readDataDir(process.env))
  return createVision({ modelsDir: modelFolder, ownFolder, workers })
}
