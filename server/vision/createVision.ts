import { availableParallelism } from 'node:os'
import type { PhotoAnalysis, Vision } from '../domain/face.ts'
import type { VisionWorkerData } from './worker.ts'
import { createWorkerPool } from './workerPool.ts'

export interface VisionOptions {
  /** Folder of the built models (models/dist). */
  modelsDir: string
  /** Worker threads, each with its own models (about 80 MB); default: one a core. */
  workers?: number
  /** Photos that may wait; default 64, a few seconds of work on two cores. */
  queueLimit?: number
  /** Longest time for one photo, ms; default 20,000 (a 40 MP PNG takes a few seconds). */
  taskTimeoutMs?: number
}

/**
 * Starts the vision workers and resolves when all of them have their models open.
 * @throws VisionError `modelUnusable` when a model is missing or not the manifest's. The Vision's
 * `analysePhoto` rejects with VisionError `queueFull`, `timedOut`, `crashed` or `closed`.
 */
export async function createVision({
  modelsDir,
  workers = availableParallelism(),
  queueLimit = 64,
  taskTimeoutMs = 20_000,
}: VisionOptions): Promise<Vision> {
  const workerData: VisionWorkerData = { modelsDir }
  const pool = createWorkerPool<Uint8Array, PhotoAnalysis>({
    entry: new URL('./worker.ts', import.meta.url),
    workerData,
    workers,
    queueLimit,
    taskTimeoutMs,
  })
  try {
    await pool.ready
  } catch (error) {
    await pool.close()
    throw error
  }
  return {
    analysePhoto(image) {
      // A copy of our own: the caller keeps its bytes, and small Buffers share one pool.
      const copy = new Uint8Array(image)
      return pool.run(copy, [copy.buffer])
    },
    close: () => pool.close(),
  }
}
