import type { ChromaTrack } from '../domain/light/chromaTrack.ts'
import { maxOffsetMs } from '../domain/light/alignFrames.ts'
import { codeFinding } from '../domain/light/codeFinding.ts'
import { decodeCode } from '../domain/light/decodeCode.ts'
import { fitCode } from '../domain/light/fitCode.ts'
import { generateLightChallenge } from '../domain/light/generateLightChallenge.ts'
import type { LightLimits } from '../domain/light/lightLimits.ts'
import { lightTiming } from '../domain/light/lightTiming.ts'
import { plannedSteps } from '../domain/light/plannedSteps.ts'
import { createRandom } from './random.ts'

/** A recorded response and when its own challenge began, ms. */
export interface Recording {
  track: ChromaTrack
  startMs: number
}

export interface ReplayCounts {
  tried: number
  /** Claimed codes that the recording correlated with at some lag. */
  correlated: number
  accepted: number
  /** Largest correlation met. */
  most: number
}

/**
 * Plays recordings against fresh challenges, each begun within a fifth of a second of the
 * recording, as a stream or as a clip. Most are turned down by the coarse lags alone, as the decoder
 * would: what does not correlate there is not read on.
 */
export function replayCodes(
  recordings: readonly Recording[],
  tries: number,
  limits: LightLimits,
  seed: number,
  { isClip, onProgress }: { isClip: boolean; onProgress: (done: number) => void },
): ReplayCounts {
  // A clip's beginning is unknown: it may be moved to where it fits best (alignFrames.ts).
  const reachMs = isClip ? maxOffsetMs : 0
  const random = createRandom(seed)
  const bytes = (size: number) =>
    Uint8Array.from({ length: size }, () => Math.floor(random() * 256))
  const usualLagMs = (limits.minLagMs + limits.maxLagMs) / 2
  const mask = { afterMs: limits.maskAfterMs, beforeMs: limits.maskBeforeMs }
  const counts = { tried: 0, correlated: 0, accepted: 0, most: -1 }
  while (counts.tried < tries) {
    for (const { track, startMs } of recordings) {
      const secret = generateLightChallenge(bytes, lightTiming)
      const { durationsMs, lights } = plannedSteps(secret)
      const painted = [startMs + 400 * (random() - 0.5)]
      for (const duration of durationsMs) painted.push(painted.at(-1)! + duration)
      const shown = { painted, lights }
      counts.tried++
      let best = -1
      let bestLagMs = 0
      for (let lag = -60 - reachMs; lag <= 420 + reachMs; lag += 20) {
        const { correlation } = fitCode(track, shown, lag, mask)
        if (correlation > best) bestLagMs = lag
        best = Math.max(best, correlation)
      }
      counts.most = Math.max(counts.most, best)
      if (best < limits.minCorrelation) continue
      counts.correlated++
      const seen = isClip ? moved(track, usualLagMs - bestLagMs) : track
      const finding = codeFinding(decodeCode(seen, shown, limits), track.hasBackground, limits)
      if (!finding.reason) counts.accepted++
    }
    onProgress(counts.tried)
  }
  return counts
}

function moved(track: ChromaTrack, shiftMs: number): ChromaTrack {
  return { ...track, timesMs: track.timesMs.map(timeMs => timeMs + shiftMs) }
}
