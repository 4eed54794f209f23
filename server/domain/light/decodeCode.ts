import type { ChromaTrack } from './chromaTrack.ts'
import { evened, fitCode, type CodeFit, type ShownLight } from './fitCode.ts'
import { hues } from './hues.ts'
import type { LightLimits } from './lightLimits.ts'

/** What a track says about a code. */
export interface CodeReading {
  /** Of the light behind the capture times, ms. */
  lagMs: number
  /** Largest mean correlation over the lags, −1–1. */
  correlation: number
  /** Slots whose nearest hue is not the one shown, or that no frame shows. */
  symbolErrors: number
  /** Those of them that show another hue beyond doubt: less than half as far from it. */
  clearErrors: number
  /** Median size of a slot's chroma over the noise within slots. */
  signalToNoise: number
  /** Spread of the chroma over its frame-to-frame noise, whatever the code; 1 = noise only. */
  swing: number
  /** Size of the spread itself, log units. */
  spread: number
  /** Light of the full screen over that of the room, per channel, as the face shows it. */
  screenShares: readonly [number, number, number]
  fit: CodeFit
}

const searchFromMs = -60
const searchToMs = 420
const searchStepMs = 20
const refineReachMs = 100
const refineStepMs = 10

/** First quartile of the size of a standard normal variable. */
const quarterOfNormal = 0.3186

/** Of two hues equally far away neither is meant; at half the way there is no doubt left. */
const clearlyNearer = 0.5

const everyFrame = { afterMs: 0, beforeMs: 0 }

/**
 * Step 4 of liveness.md §1.5: the lag at which the code explains the track best, found with the
 * frames near changes left out and refined with them (the sharper peak), then each slot's hue.
 */
export function decodeCode(
  track: ChromaTrack,
  shown: ShownLight,
  limits: LightLimits,
): CodeReading {
  const mask = { afterMs: limits.maskAfterMs, beforeMs: limits.maskBeforeMs }
  const coarse = bestLag(
    searchFromMs,
    searchToMs,
    searchStepMs,
    lag => fitCode(track, shown, lag, mask).correlation,
  )
  const lagMs = bestLag(
    coarse - refineReachMs,
    coarse + refineReachMs,
    refineStepMs,
    lag => fitCode(track, shown, lag, everyFrame).correlation,
  )
  const fit = fitCode(track, shown, coarse, mask)
  const slots = readSlots(fit, shown)
  const [red, green, blue] = fit.rises
  return {
    lagMs,
    correlation: fit.correlation,
    symbolErrors: slots.errors,
    clearErrors: slots.clear,
    signalToNoise: slots.size / Math.max(slots.noise, 1e-9),
    ...swingOf(fit),
    screenShares: [Math.expm1(red), Math.expm1(green), Math.expm1(blue)],
    fit,
  }
}

/** Middle of the lags that reach the largest value: a plateau has no better point. */
function bestLag(
  fromMs: number,
  toMs: number,
  stepMs: number,
  valueAt: (lagMs: number) => number,
): number {
  let best = -Infinity
  let first = fromMs
  let last = fromMs
  for (let lag = fromMs; lag <= toMs; lag += stepMs) {
    const value = valueAt(lag)
    if (value > best + 1e-9) {
      best = value
      first = lag
      last = lag
    } else if (value >= best - 1e-9 && lag - last <= stepMs) last = lag
  }
  return Math.round((first + last) / 2)
}

interface Slots {
  errors: number
  clear: number
  /** Median distance of a slot from the baseline, and noise within slots, log units. */
  size: number
  noise: number
}

function readSlots(fit: CodeFit, { lights }: ShownLight): Slots {
  const { flat, steps } = fit
  const even = evened(fit.rises)
  const palette = Object.values(hues).map(({ light }) => chromaOf(light, even))
  const residuals: number[] = []
  const sizes: number[] = []
  let errors = 0
  let clear = 0
  for (let step = 1; step < lights.length - 1; step++) {
    const seen = [0, 1, 2].map(channel => median(valuesOf(flat, steps, step, channel)))
    if (seen.some(value => Number.isNaN(value))) {
      errors++
      continue
    }
    for (let channel = 0; channel < 3; channel++)
      for (const value of valuesOf(flat, steps, step, channel))
        residuals.push(Math.abs(value - seen[channel]!))
    // What offset and drift took off the code was taken off the track too: it is put back.
    const left = [0, 1, 2].map(channel => median(valuesOf(fit.shown, steps, step, channel)))
    const own = chromaOf(lights[step]!, even)
    const ownLeft = chromaOf(left, even)
    const place = seen.map((value, channel) => value + own[channel]! - ownLeft[channel]!)
    sizes.push(Math.hypot(place[0]!, place[1]!, place[2]!))
    const away = distance(place, own)
    const nearest = Math.min(...palette.map(other => distance(place, other)))
    if (nearest < away - 1e-9) errors++
    if (nearest < away * clearlyNearer) clear++
  }
  return { errors, clear, size: median(sizes), noise: 1.4826 * median(residuals) }
}

function chromaOf(light: readonly number[], rises: readonly number[]): number[] {
  const risen = light.map((value, channel) => value * rises[channel]!)
  const mean = (risen[0]! + risen[1]! + risen[2]!) / 3
  return risen.map(value => value - mean)
}

function valuesOf(flat: Float64Array, steps: Int16Array, step: number, channel: number): number[] {
  const values: number[] = []
  for (let frame = 0; frame < steps.length; frame++)
    if (steps[frame] === step) values.push(flat[frame * 3 + channel]!)
  return values
}

/** Spread of the used frames' chroma against what it jumps between neighbours (robust). */
function swingOf({ flat, steps }: CodeFit): { swing: number; spread: number } {
  const jumps: number[] = []
  let sum = 0
  let count = 0
  let before = -1
  for (let frame = 0; frame < steps.length; frame++) {
    if (steps[frame]! < 0) continue
    for (let channel = 0; channel < 3; channel++) {
      sum += flat[frame * 3 + channel]! ** 2
      count++
      if (before >= 0)
        jumps.push(Math.abs(flat[frame * 3 + channel]! - flat[before * 3 + channel]!))
    }
    before = frame
  }
  const spread = Math.sqrt(sum / Math.max(1, count))
  // A third of the neighbours lie on both sides of a change: the lowest quarter has none of them.
  const quarter = jumps.toSorted((a, b) => a - b)[Math.floor(jumps.length / 4)] ?? NaN
  const noise = quarter / quarterOfNormal / Math.SQRT2
  return { spread, swing: spread / Math.max(noise, 1e-9) }
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!)
}

/** Of an odd count the middle value, of an even one the mean of the two; NaN of none. */
function median(values: readonly number[]): number {
  if (values.length === 0) return NaN
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
