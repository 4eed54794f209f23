import { rateHz, type DigitToken } from './readDigitFolder.ts'

/** How tokens are put together to what a microphone might have heard. */
export interface RecordingPlan {
  /** Silence before the first, between two and after the last token, ms: least and most. */
  gapMs: readonly [number, number]
  /** Speech over noise, dB; 0–100. */
  snrDb: number
}

/** Digits prompted one at a time, about one a second. */
export const promptedPlan: RecordingPlan = { gapMs: [300, 700], snrDb: 20 }

/** One digit by itself, in a quiet room. */
export const isolatedPlan: RecordingPlan = { gapMs: [250, 250], snrDb: 40 }

/** Samples below this share of the loudest one are taken for pauses when power is measured. */
const pauseShare = 0.02

/** Tokens in a row with pauses and pink noise, 16 kHz. `random` gives numbers in [0, 1). */
export function makeRecording(
  tokens: readonly DigitToken[],
  { gapMs: [least, most], snrDb }: RecordingPlan,
  random: () => number,
): Float32Array {
  const gaps = Array.from({ length: tokens.length + 1 }, () =>
    Math.round(((least + (most - least) * random()) * rateHz) / 1000),
  )
  const length = [...gaps, ...tokens.map(({ pcm }) => pcm.length)].reduce((a, b) => a + b, 0)
  const out = new Float32Array(length)
  let at = gaps[0] ?? 0
  for (const [i, { pcm }] of tokens.entries()) {
    out.set(pcm, at)
    at += pcm.length + (gaps[i + 1] ?? 0)
  }
  const noise = pinkNoise(length, random)
  const gain = Math.sqrt(speechPower(out) / powerOf(noise)) * 10 ** (-snrDb / 20)
  return out.map((sample, i) => sample + gain * noise[i]!)
}

function speechPower(samples: Float32Array): number {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  return powerOf(samples.filter(sample => Math.abs(sample) > pauseShare * loudest))
}

function powerOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length)
}

/** White noise through three first-order low-passes: −3 dB an octave (P. Kellet's short filter). */
function pinkNoise(length: number, random: () => number): Float32Array {
  const state = [0, 0, 0]
  const poles = [0.99765, 0.963, 0.57]
  const gains = [0.099046, 0.2965164, 1.0526913]
  return Float32Array.from({ length }, () => {
    const white = 2 * random() - 1
    let pink = 0.1848 * white
    for (const [i, pole] of poles.entries()) {
      const filtered = pole * state[i]! + gains[i]! * white
      state[i] = filtered
      pink += filtered
    }
    return pink
  })
}
