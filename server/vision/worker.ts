import { workerData } from 'node:worker_threads'
import type { LookOptions, PhotoAnalysis } from '../domain/face.ts'
import { createFrameAnalyser, type FrameResult, type FrameTask } from './analyseFrame.ts'
import { analysePhoto } from './analysePhoto.ts'
import { openModelRegistry } from './modelRegistry.ts'
import { serveTasks } from '../workers/serveTasks.ts'

/** `workerData` of this worker. */
export interface VisionWorkerData {
  modelsDir: string
  ownFolder: string | undefined
}

export type VisionTask = { kind: 'photo'; image: Uint8Array; options: LookOptions } | FrameTask
export type VisionResult = { kind: 'photo'; analysis: PhotoAnalysis } | FrameResult

await serveTasks<VisionTask, VisionResult>(async () => {
  const { modelsDir, ownFolder }: VisionWorkerData = workerData
  const models = await openModelRegistry(modelsDir, ownFolder)
  const analyseFrame = createFrameAnalyser(models)
  return {
    async handle(task) {
      if (task.kind === 'frame') return analyseFrame(task)
      return { kind: 'photo', analysis: await analysePhoto(task.image, models, task.options) }
    },
    transferOf: result =>
      arraysOf(result).flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : [])),
  }
})

function arraysOf(result: VisionResult): Float32Array[] {
  const { analysis } = result
  if (!analysis.ok) return []
  if (result.kind === 'frame') {
    const face = 'frame' in analysis ? analysis.frame.face : null
    return face ? [face.grid, face.normals, face.meanFaceNormals, face.positions, face.chin] : []
  }
  const arrays = 'faces' in analysis ? analysis.faces.map(face => face.landmarks) : []
  if ('embedding' in analysis && analysis.embedding) arrays.push(analysis.embedding)
  return arrays
}
