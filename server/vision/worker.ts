import { workerData } from 'node:worker_threads'
import type { PhotoAnalysis } from '../domain/face.ts'
import { analysePhoto } from './analysePhoto.ts'
import { openModelRegistry } from './modelRegistry.ts'
import { serveTasks } from './serveTasks.ts'

/** `workerData` of this worker. */
export interface VisionWorkerData {
  modelsDir: string
}

await serveTasks<Uint8Array, PhotoAnalysis>(async () => {
  const { modelsDir }: VisionWorkerData = workerData
  const models = await openModelRegistry(modelsDir)
  return {
    handle: image => analysePhoto(image, models),
    transferOf(analysis) {
      if (!analysis.ok) return []
      const arrays = analysis.faces.map(face => face.landmarks)
      if (analysis.embedding) arrays.push(analysis.embedding)
      return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
    },
  }
})
