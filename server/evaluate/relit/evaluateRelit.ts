import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { Vision } from '../../domain/face.ts'
import { generateLightChallenge } from '../../domain/light/generateLightChallenge.ts'
import { lightTiming } from '../../domain/light/lightTiming.ts'
import { judgeLightRun } from '../judgeLightRun.ts'
import { createRandom } from '../random.ts'
import { readPhotoFolder, type LabelledPhoto } from '../readPhotoFolder.ts'
import { renderRun } from './renderRun.ts'
import { drawSituation } from './situation.ts'
import { relitSpecies, type RelitSpecies } from './species.ts'
import { frameSize, readSubject, type Subject } from './subject.ts'

/** What one species did in one band of room light. */
export interface RelitRow {
  species: RelitSpecies
  minLux: number
  maxLux: number
  runs: number
  passed: number
  failed: number
  inconclusive: number
  /** Reasons of the runs that did not pass. */
  reasons: Record<string, number>
}

export interface RelitReport {
  subjects: number
  rows: RelitRow[]
}

/** Bands of room light, lx: indoors, a bright office, by the window or outdoors. */
const bands = [
  { minLux: 100, maxLux: 500 },
  { minLux: 500, maxLux: 1500 },
  { minLux: 2000, maxLux: 10_000 },
] as const

interface Options {
  vision: Vision & CaptureVision
  /** Runs of each species in each band. */
  runs: number
  seed: number
  /** Runs judged at once. */
  concurrency: number
  onProgress(done: number, total: number): void
}

/**
 * Light liveness on an independent generator: real photos (`FOLDER/<person>/*`) lit anew through the
 * normals of their mesh as living faces, and the same photos as prints and on screens. The judge and
 * its thresholds are those that ship.
 */
export async function evaluateRelit(folder: string, options: Options): Promise<RelitReport> {
  const photos = await readPhotoFolder(folder)
  const subjects: Subject[] = []
  // As many as there are runs; people in turn.
  for (const { file } of inTurn(photos)) {
    if (subjects.length === options.runs) break
    const subject = await readSubject(await readFile(file), options.vision)
    if (subject) subjects.push(subject)
  }
  if (subjects.length === 0) {
    throw new Error(`none of the ${photos.length} photos in ${folder} shows one frontal face`)
  }
  const tasks = bands.flatMap(band =>
    relitSpecies.flatMap(species =>
      // In daylight only the living matter: the answer must be "try again", never a pass.
      band.minLux > 500 && species !== 'genuine'
        ? []
        : Array.from({ length: options.runs }, (_, run) => ({ band, species, run })),
    ),
  )
  const rows = new Map<string, RelitRow>()
  let done = 0
  let next = 0
  async function work(): Promise<void> {
    while (next < tasks.length) {
      const index = next++
      const { band, species, run } = tasks[index]!
      const random = createRandom(options.seed * 1_000_003 + index)
      const subject = subjects[run % subjects.length]!
      count(rows, species, band, await judge(subject, species, band, random))
      options.onProgress(++done, tasks.length)
    }
  }

  async function judge(
    subject: Subject,
    species: RelitSpecies,
    band: (typeof bands)[number],
    random: () => number,
  ) {
    const bytes = (size: number) =>
      Uint8Array.from({ length: size }, () => Math.floor(random() * 256))
    const secret = generateLightChallenge(bytes, lightTiming)
    const other = generateLightChallenge(bytes, lightTiming)
    const situation = drawSituation(random, band)
    const { painted, frames } = renderRun({ species, subject, situation, secret, other, random })
    const { width, height } = frameSize
    const encoded = await Promise.all(
      frames.map(async ({ timeMs, rgb }) => ({
        timeMs,
        jpeg: await sharp(rgb, { raw: { width, height, channels: 3 } })
          .jpeg({ quality: 80 })
          .toBuffer(),
      })),
    )
    const { verdict } = await judgeLightRun(options.vision, { secret, painted, frames: encoded })
    return verdict
  }

  await Promise.all(Array.from({ length: options.concurrency }, work))
  return { subjects: subjects.length, rows: [...rows.values()] }
}

/** The first photo of everybody, then the second, and so on. */
function inTurn(photos: readonly LabelledPhoto[]): LabelledPhoto[] {
  const seen = new Map<string, number>()
  return photos
    .map(photo => {
      const turn = seen.get(photo.person) ?? 0
      seen.set(photo.person, turn + 1)
      return { photo, turn }
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ photo }) => photo)
}

function count(
  rows: Map<string, RelitRow>,
  species: RelitSpecies,
  band: { minLux: number; maxLux: number },
  verdict: { outcome: 'pass' | 'fail' | 'inconclusive'; reason: string | null },
): void {
  const key = `${species} ${band.minLux}`
  const row = rows.get(key) ?? {
    species,
    ...band,
    runs: 0,
    passed: 0,
    failed: 0,
    inconclusive: 0,
    reasons: {},
  }
  rows.set(key, row)
  row.runs++
  const field = { pass: 'passed', fail: 'failed', inconclusive: 'inconclusive' } as const
  row[field[verdict.outcome]]++
  if (verdict.reason) row.reasons[verdict.reason] = (row.reasons[verdict.reason] ?? 0) + 1
}
