import { bandPass } from './bandPass.ts'
import { levelsOf } from './measureSound.ts'
import type { SoundTrack } from './soundTrack.ts'

/** What the lips did at one time. */
export interface LipSample {
  /** ms on the client's clock. */
  timeMs: number
  /** Height of the outer lips (LightFace.lipHeight). */
  lipHeight: number
}

/** How lips and voice go together. */
export interface Sync {
  /** Correlation −1…1 at the best lag. */
  correlation: number
  /** Voice behind the lips, ms; < 0: the voice comes first. */
  lagMs: number
}

/** 25 values a second, as cameras and syllables go. */
const stepMs = 40
/** Lags looked at: lips lead by up to 200 ms, sound paths differ by as much (liveness.md §2.3). */
const lags = { fromSteps: -3, toSteps: 5 } as const
/** Below this over the noise floor nobody speaks, dB. */
const aboveFloorDb = 6
const minSteps = 20
/**
 * The second formant of vowels, Hz: of all bands its level follows the area of the mouth best (Grant
 * and Seitz, J. Acoust. Soc. Am. 108, 2000). The voice's pitch, which lips do not shape, lies below.
 */
const secondFormantHz = [800, 2200] as const

/**
 * Correlation of how fast the lips part with how fast the voice rises (Δ of their smoothed height, Δ
 * of the smoothed level around the second formant), the highest over the lags. A gate, not a proof:
 * published rates for such measures are 12–15 % EER (liveness.md §2.1), and any two people who speak
 * in the same rhythm go together.
 *
 * @returns null when lips or voice are missing for most of the time
 */
export function measureSync(lips: readonly LipSample[], sound: SoundTrack): Sync | null {
  const levels = levelsOf(bandPass(sound.pcm, ...secondFormantHz), stepMs, stepMs)
  const floor = levels.toSorted()[Math.floor(0.1 * levels.length)] ?? 0
  const voice = changeOf(smooth(Array.from(levels, level => Math.max(level, floor + aboveFloorDb))))
  // The middle of the window that starts with the first sample.
  const firstMs = sound.startMs + stepMs / 2
  const mouth = changeOf(smooth(heightsAt(lips, firstMs, voice.length)))

  let best: Sync | null = null
  for (let lag = lags.fromSteps; lag <= lags.toSteps; lag++) {
    const pairs = voice.flatMap((value, at) => {
      const lip = mouth[at - lag]
      return lip === undefined || Number.isNaN(lip) ? [] : [[value, lip] as const]
    })
    if (pairs.length < minSteps) continue
    const correlation = pearson(pairs)
    if (!best || correlation > best.correlation) best = { correlation, lagMs: lag * stepMs }
  }
  return best
}

/** Linear between the frames; NaN before the first, after the last, and in holes over 250 ms. */
function heightsAt(lips: readonly LipSample[], firstMs: number, count: number): number[] {
  let next = 0
  return Array.from({ length: count }, (_, at) => {
    const timeMs = firstMs + at * stepMs
    while (next < lips.length && lips[next]!.timeMs < timeMs) next++
    const [before, after] = [lips[next - 1], lips[next]]
    if (after?.timeMs === timeMs) return after.lipHeight
    if (!before || !after || after.timeMs - before.timeMs > 250) return NaN
    const share = (timeMs - before.timeMs) / (after.timeMs - before.timeMs)
    return before.lipHeight + share * (after.lipHeight - before.lipHeight)
  })
}

/** As little as a jittering mesh allows: every further step blurs who spoke when. */
function smooth(values: readonly number[]): number[] {
  return values.map(
    (value, at) => ((values[at - 1] ?? value) + 2 * value + (values[at + 1] ?? value)) / 4,
  )
}

function changeOf(values: readonly number[]): number[] {
  return values.map((value, at) => (values[at + 1] ?? value) - (values[at - 1] ?? value))
}

function pearson(pairs: readonly (readonly [number, number])[]): number {
  const mean = (axis: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[axis], 0) / pairs.length
  const [mx, my] = [mean(0), mean(1)]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [x, y] of pairs) {
    xy += (x - mx) * (y - my)
    xx += (x - mx) ** 2
    yy += (y - my) ** 2
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0
}
