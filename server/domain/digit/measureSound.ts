import { bandPass } from './bandPass.ts'
import { sampleRate, type SoundTrack } from './soundTrack.ts'

/** A stretch of speech, ms on the client's clock. */
export interface SpeechSegment {
  startMs: number
  endMs: number
}

export interface SoundMeasurement {
  /** Speech, in order. */
  segments: SpeechSegment[]
  /** Median level of the speech over that of the rest, dB; 0 without speech. */
  snrDb: number
  /** Share 0–1 of the samples at full scale. */
  clippedShare: number
  /** Level of the speech, dB below full scale (≤ 0). */
  speechDb: number
}

const hopMs = 10
const windowMs = 25
/** Speech rises this much over the noise floor, dB. */
const riseDb = 9
/** Digits of a Mandarin speaker: shorter is a click, longer is something else (liveness.md §2.3). */
const minSegmentMs = 100
const mergeGapMs = 80
const clipping = 0.985

/**
 * Where is speech, how loud, how clean (liveness.md §2.3, audio): levels of 25 ms windows every
 * 10 ms between 150 and 3,800 Hz, against a floor that is their 10th percentile.
 */
export function measureSound({ startMs, pcm }: SoundTrack): SoundMeasurement {
  const levels = levelsOf(bandPass(pcm, 150, 3800))
  if (levels.length === 0) return { segments: [], snrDb: 0, clippedShare: 0, speechDb: -120 }
  const sorted = levels.toSorted()
  const floorDb = sorted[Math.floor(0.1 * sorted.length)]!
  const isSpeech = Array.from(levels, level => level > floorDb + riseDb)
  const segments = merge(runsOf(isSpeech)).filter(
    ([from, to]) => (to - from) * hopMs >= minSegmentMs,
  )
  const inSpeech = segments.flatMap(([from, to]) => [...levels.subarray(from, to)])
  const speechDb = median(inSpeech)
  return {
    segments: segments.map(([from, to]) => ({
      startMs: startMs + from * hopMs,
      endMs: startMs + (to - 1) * hopMs + windowMs,
    })),
    snrDb: inSpeech.length === 0 ? 0 : speechDb - floorDb,
    clippedShare: pcm.reduce((n, v) => n + (Math.abs(v) >= clipping ? 1 : 0), 0) / pcm.length,
    speechDb,
  }
}

/** dB of full scale, one per hop. */
export function levelsOf(pcm: Float32Array, stepMs = hopMs, lengthMs = windowMs): Float32Array {
  const step = (stepMs * sampleRate) / 1000
  const length = (lengthMs * sampleRate) / 1000
  const count = Math.max(0, Math.floor((pcm.length - length) / step) + 1)
  const levels = new Float32Array(count)
  for (let at = 0; at < count; at++) {
    let sum = 0
    for (let i = at * step; i < at * step + length; i++) sum += pcm[i]! * pcm[i]!
    levels[at] = 10 * Math.log10(sum / length + 1e-12)
  }
  return levels
}

function runsOf(flags: readonly boolean[]): [from: number, to: number][] {
  const runs: [number, number][] = []
  flags.forEach((flag, at) => {
    if (!flag) return
    const last = runs.at(-1)
    if (last?.[1] === at) last[1] = at + 1
    else runs.push([at, at + 1])
  })
  return runs
}

function merge(runs: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = []
  for (const [from, to] of runs) {
    const last = merged.at(-1)
    if (last && (from - last[1]) * hopMs < mergeGapMs) last[1] = to
    else merged.push([from, to])
  }
  return merged
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? -120
}
