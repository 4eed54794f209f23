import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { ClipReader } from '../../domain/clip/clip.ts'
import { measureSync } from '../../domain/digit/measureSync.ts'
import { readTalkingClip, type TalkingClip, type UnusableClip } from './readTalkingClip.ts'
import { syncStatistics, type SyncStatistics } from './syncStatistics.ts'

/** One clip's lips. */
export interface SyncRow {
  file: string
  frames: number
  /** With its own sound; voice behind the lips by `lagMs`. */
  correlation: number
  lagMs: number
  /** Of all other sounds the one that goes with these lips best. */
  bestOther: { file: string; correlation: number } | null
}

export interface SyncReport extends SyncStatistics {
  rows: SyncRow[]
  /** Clips without a face or a sound, and what could not be decoded. */
  unusable: UnusableClip[]
  /** Pairs of lips and sound that have too little time in common. */
  unmeasuredPairs: number
  correlations: { genuine: number[]; impostor: number[] }
}

interface Options {
  reader: ClipReader
  vision: CaptureVision
  /** Correlation that the service asks for. */
  threshold: number
  /** Clips looked at at once. */
  concurrency: number
  onProgress(done: number, total: number): void
}

const clipName = /\.(mpe?g|mp4|webm|avi)$/i

/**
 * The lips of every clip of a folder against its own and every other clip's sound. @throws Error when
 * fewer than two clips show a face and hold sound
 */
export async function evaluateSync(folder: string, options: Options): Promise<SyncReport> {
  const names = (await readdir(folder)).filter(name => clipName.test(name)).toSorted()
  const looked = await lookAtAll(
    names.map(name => join(folder, name)),
    options,
  )
  const clips = looked.flatMap(clip => ('lips' in clip ? [clip] : []))
  const unusable = looked.flatMap(clip => ('reason' in clip ? [clip] : []))
  const correlations: SyncReport['correlations'] = { genuine: [], impostor: [] }
  const rows: SyncRow[] = []
  for (const { file, frames, lips, sound } of clips) {
    const own = measureSync(lips, sound)
    if (!own) {
      unusable.push({ file, reason: 'too little of lips or voice' })
      continue
    }
    const others = clips.flatMap(other => {
      const sync = other.file === file ? null : measureSync(lips, other.sound)
      return sync ? [{ file: basename(other.file), correlation: sync.correlation }] : []
    })
    correlations.genuine.push(own.correlation)
    correlations.impostor.push(...others.map(({ correlation }) => correlation))
    const [bestOther = null] = others.toSorted((a, b) => b.correlation - a.correlation)
    rows.push({ file: basename(file), frames, ...own, bestOther })
  }
  if (correlations.impostor.length === 0) {
    const reasons = unusable.map(({ file, reason }) => `\n  ${basename(file)}: ${reason}`).join('')
    throw new Error(
      `${folder} needs two clips (mpg, mp4, webm or avi) of a face that speaks; of ${names.length} these were of no use:${reasons || ' none'}`,
    )
  }
  const { genuine, impostor } = correlations
  return {
    ...syncStatistics(genuine, impostor, options.threshold),
    rows,
    unusable: unusable.map(({ file, reason }) => ({ file: basename(file), reason })),
    unmeasuredPairs: rows.length * (clips.length - 1) - impostor.length,
    correlations,
  }
}

async function lookAtAll(
  files: readonly string[],
  options: Options,
): Promise<(TalkingClip | UnusableClip)[]> {
  const looked: (TalkingClip | UnusableClip)[] = []
  let next = 0
  let done = 0
  async function work(): Promise<void> {
    while (next < files.length) {
      const index = next++
      looked[index] = await readTalkingClip(files[index]!, options)
      options.onProgress(++done, files.length)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work))
  return looked
}
