import { readFile } from 'node:fs/promises'
import type { Vision } from '../../domain/face.ts'
import { judgePad } from '../../domain/pad/judgePad.ts'
import type { PadLimits } from '../../domain/pad/padLimits.ts'
import { padStatistics, type PadResult, type PadStatistics } from './padStatistics.ts'
import { readPadFolder, type Presentation } from './readPadFolder.ts'

export interface PadReport extends PadStatistics {
  threshold: number
  /** Presentations without a response, and why. */
  noResponse: { file: string; reason: string }[]
  /** Errors at the threshold, at most `listed` of each kind. */
  wrong: { file: string; species: string | null; score: number }[]
  /** Of all presentations with a response. */
  scores: { bonafide: number[]; species: { species: string; scores: number[] }[] }
}

interface Options {
  vision: Vision
  limits: PadLimits & { minScore: number }
  /** Pictures analysed at once. */
  concurrency: number
  onProgress(done: number, total: number): void
}

/** Errors that are named, of each kind. */
const listed = 20

/** Every picture by itself, as the service judges it. @throws Error when the folder lacks a side */
export async function evaluatePad(path: string, options: Options): Promise<PadReport> {
  const presentations = await readPadFolder(path)
  const results: PadResult[] = []
  const noResponse: PadReport['noResponse'] = []
  let next = 0
  let done = 0
  async function work(): Promise<void> {
    while (next < presentations.length) {
      const index = next++
      const presentation = presentations[index]!
      const { reason, ...result } = await judge(presentation, options)
      results[index] = result
      if (reason) noResponse.push({ file: presentation.file, reason })
      options.onProgress(++done, presentations.length)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work))

  const errors = presentations.flatMap(({ file, species }, index) => {
    const { score, accepted } = results[index]!
    return score === null || accepted === (species === null) ? [] : [{ file, species, score }]
  })
  const statistics = padStatistics(results)
  const scoresOf = (species: string | null) =>
    results.flatMap(result =>
      result.species === species && result.score !== null ? [result.score] : [],
    )
  return {
    threshold: options.limits.minScore,
    ...statistics,
    scores: {
      bonafide: scoresOf(null),
      species: statistics.species.map(({ species }) => ({ species, scores: scoresOf(species) })),
    },
    noResponse: noResponse.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    wrong: [
      ...errors.filter(({ species }) => species === null).slice(0, listed),
      ...errors.filter(({ species }) => species !== null).slice(0, listed),
    ],
  }
}

async function judge(
  { file, species }: Presentation,
  { vision, limits }: Options,
): Promise<PadResult & { reason: string | null }> {
  const silent = { species, score: null, accepted: false, refusedBySignals: false }
  const bytes = await readFile(file).catch(() => null)
  if (!bytes) return { ...silent, reason: 'unreadable' }
  const analysis = await vision.analysePhoto(bytes)
  if (!analysis.ok) return { ...silent, reason: analysis.fault }
  const { padScore } = analysis
  if (typeof padScore !== 'number') return { ...silent, reason: 'noFace' }
  return {
    species,
    score: padScore,
    accepted: judgePad([analysis], limits).outcome === 'pass',
    refusedBySignals: judgePad([analysis], { ...limits, minScore: null }).outcome !== 'pass',
    reason: null,
  }
}
