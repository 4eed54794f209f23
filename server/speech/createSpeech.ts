import { readSlots, type ModelFolders } from '../../models/own/readSlots.ts'
import type { DigitListener } from '../domain/digit/digitListener.ts'
import { createWorkerPool } from '../workers/workerPool.ts'
import { digitThresholdOf } from './digitThresholdOf.ts'
import type { SpeechResult, SpeechTask } from './worker.ts'

export interface SpeechOptions extends ModelFolders {
  /** Recordings that may wait; default 64. */
  queueLimit?: number
  /** Longest time for one recording, ms; default 20,000. */
  taskTimeoutMs?: number
}

/** Listens to digits in a thread of its own. */
export type Speech = DigitListener & { close(): Promise<void> }

/**
 * Starts the thread and resolves when its models are open. Listening rejects with VisionError
 * `queueFull`, `timedOut`, `crashed` or `closed`.
 * @throws VisionError `modelUnusable` when a model is missing or not the manifest's
 */
export async function createSpeech({
  modelsDir,
  ownFolder,
  queueLimit = 64,
  taskTimeoutMs = 20_000,
}: SpeechOptions): Promise<Speech> {
  const workerData: ModelFolders = { modelsDir, ownFolder }
  const threshold = digitThresholdOf((await readSlots(workerData)).slots)
  const pool = createWorkerPool<SpeechTask, SpeechResult>({
    entry: new URL('./worker.ts', import.meta.url),
    workerData,
    // A few ms per recording: one thread serves more captures than the vision does.
    workers: 1,
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
    threshold,
    async scoreCodes(pcm, codes) {
      const copy = new Float32Array(pcm)
      return [...(await pool.run({ pcm: copy, codes }, [copy.buffer]))]
    },
    close: () => pool.close(),
  }
}
