import { readFile } from 'node:fs/promises'
import { distanceOf, toSim, type Calibration } from '../domain/compare.ts'
import type { PhotoAnalysis, Vision } from '../domain/face.ts'
import { assessQuality, type QualityLimits } from '../domain/quality.ts'
import { comparisonStatistics, type ComparisonStatistics } from './comparisonStatistics.ts'
import { readPhotoFolder } from './readPhotoFolder.ts'

export interface CompareReport extends ComparisonStatistics {
  people: number
  photos: number
  /** Photos without a usable face (failure to acquire): left out of the pairs. */
  notAcquired: { file: string; reason: string }[]
  /** Photos that the quality gates of the service would have refused; they are in the pairs. */
  refusedByGates: Record<string, number>
  /** At the Sim threshold of the service under the calibration in use. */
  atThreshold: { sim: number; fmr: number; fnmr: number }
  distances: { genuine: number[]; impostor: number[] }
}

interface Options {
  vision: Vision
  calibration: Calibration
  limits: QualityLimits
  simThreshold: number
  /** Photos analysed at once. */
  concurrency: number
  onProgress(done: number, total: number): void
}

/** Every photo of `FOLDER/<person>/*` against every other. @throws Error when there are no pairs */
export async function compareFolder(folder: string, options: Options): Promise<CompareReport> {
  const photos = await readPhotoFolder(folder)
  const people = new Set(photos.map(photo => photo.person)).size
  if (people < 2 || photos.length <= people) {
    throw new Error(
      `${folder} needs one sub-folder per person, at least two people, and at least one person with two photos (found ${people} people, ${photos.length} photos)`,
    )
  }
  const analyses = await analyseAll(
    photos.map(photo => photo.file),
    options,
  )
  const probes: { person: string; embedding: Float32Array }[] = []
  const notAcquired: CompareReport['notAcquired'] = []
  const refusedByGates: Record<string, number> = {}
  analyses.forEach((analysis, index) => {
    const { person, file } = photos[index]!
    if (!analysis.ok) return notAcquired.push({ file, reason: analysis.fault })
    const quality = assessQuality(analysis, options.limits, 'probe')
    if (!quality.ok) refusedByGates[quality.reason] = (refusedByGates[quality.reason] ?? 0) + 1
    if (!analysis.embedding) return notAcquired.push({ file, reason: 'noFace' })
    return probes.push({ person, embedding: analysis.embedding })
  })

  const distances: CompareReport['distances'] = { genuine: [], impostor: [] }
  probes.forEach((probe, index) => {
    for (const other of probes.slice(index + 1)) {
      const side = probe.person === other.person ? distances.genuine : distances.impostor
      side.push(distanceOf(probe.embedding, other.embedding))
    }
  })
  const isMatch = (distance: number) => toSim(distance, options.calibration) >= options.simThreshold
  return {
    people,
    photos: photos.length,
    notAcquired,
    refusedByGates,
    ...comparisonStatistics(distances.genuine, distances.impostor),
    atThreshold: {
      sim: options.simThreshold,
      fmr: distances.impostor.filter(isMatch).length / distances.impostor.length,
      fnmr: 1 - distances.genuine.filter(isMatch).length / distances.genuine.length,
    },
    distances,
  }
}

async function analyseAll(files: string[], options: Options): Promise<PhotoAnalysis[]> {
  const analyses: PhotoAnalysis[] = []
  let next = 0
  let done = 0
  async function work(): Promise<void> {
    while (next < files.length) {
      const index = next++
      analyses[index] = await options.vision.analysePhoto(await readFile(files[index]!))
      options.onProgress(++done, files.length)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work))
  return analyses
}
