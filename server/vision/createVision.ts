import { availableParallelism } from 'node:os'
import type { CaptureVision } from '../domain/capture/captureVision.ts'
import type { Vision } from '../domain/face.ts'
import { createTrack } from './createTrack.ts'
import type { VisionResult, VisionTask, VisionWorkerData } from './worker.ts'
import { createWorkerPool } from '../workers/workerPool.ts'

export interface VisionOptions {
  /** Folder of the built models (models/dist). */
  modelsDir: string
  /** Folder of the operator's own models (DATA_DIR/models); left out: none. */
  ownFolder?: string
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
  ownFolder,
  workers = availableParallelism(),
  queueLimit = 64,
  taskTimeoutMs = 20_000,
}: VisionOptions): Promise<Vision & CaptureVision> {
  const workerData: VisionWorkerData = { modelsDir, ownFolder }
  const pool = createWorkerPool<VisionTask, VisionResult>({
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
  const vision: Vision = {
    async analysePhoto(image, options = {}) {
      // A copy of our own: the caller keeps its bytes, and small Buffers share one pool.
      const copy = new Uint8Array(image)
      const result = await pool.run({ kind: 'photo', image: copy, options }, [copy.buffer])
      if (result.kind !== 'photo') throw new TypeError('a photo was answered as a frame')
      return result.analysis
    },
    close: () => pool.close(),
  }
  return {
    ...vision,
    openTrack: options =>
      createTrack(
        jpeg => vision.analysePhoto(jpeg, options),
        async task => {
          // As above; a view would also be sent with all of its buffer, a whole clip for each frame.
          const jpeg = new Uint8Array(task.jpeg)
          const result = await pool.run({ ...task, jpeg }, [jpeg.buffer])
          if (result.kind !== 'frame') throw new TypeError('a frame was answered as a photo')
          return result
        },
      ),
  }
}
