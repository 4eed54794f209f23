import type { Utterance } from '../voice/utterance.ts'
import { soundRateHz } from '../voice/voice.ts'
import { articulation } from './articulation.ts'

/** The mouth while something is said: `mouthOpen` and `lipRound` of render/pose.ts. */
export interface SpeakingMouth {
  mouthOpen: number
  lipRound: number
}

/** Level of the voice in steps of so much, its smoothing, and its power of the mouth's opening. */
const stepMs = 10
const smoothSteps = 3
const compression = 0.4
/** Share of a shape that is there before the voice and in its faintest parts. */
const leastOpen = 0.35
/** Lips begin to form a syllable and return from it so long before and after the voice, ms. */
const formMs = 110
/** Different views of an opening and of a shape. */
const openSteps = 12
const roundSteps = 2

const envelopes = new WeakMap<Float32Array, Float32Array>()

/**
 * The mouth at a moment of an utterance. The jaw follows the loudness, the lips the digit's shapes.
 *
 * @param timeMs on the utterance's clock, of the voice that these lips belong to
 * @returns null while nothing of it is to be seen
 */
export function mouthAt({ digit, startMs, pcm }: Utterance, timeMs: number): SpeakingMouth | null {
  const lengthMs = (1000 * pcm.length) / soundRateHz
  const sinceMs = timeMs - startMs
  if (sinceMs <= -formMs || sinceMs >= lengthMs + formMs) return null
  const share = Math.min(1, Math.max(0, sinceMs / lengthMs))
  const shapes = articulation[digit]
  const next = Math.max(
    1,
    shapes.findIndex(({ at }) => at >= share),
  )
  const [a, b] = [shapes[next - 1]!, shapes[next]!]
  const way = Math.min(1, (share - a.at) / (b.at - a.at))
  // Before the first sound and after the last one the lips are on their way.
  const awayMs = Math.max(0, -sinceMs, sinceMs - lengthMs)
  const formed = 1 - awayMs / formMs
  const open =
    (a.open + way * (b.open - a.open)) * Math.max(loudnessAt(pcm, sinceMs), leastOpen * formed)
  const round = (a.round + way * (b.round - a.round)) * formed
  return {
    mouthOpen: Math.round(open * openSteps) / openSteps,
    // Whole steps; adding 0 makes −0 a 0.
    lipRound: Math.round(round * roundSteps) / roundSteps + 0,
  }
}

/** 0–1, smoothed and compressed; 0 outside the sound. */
function loudnessAt(pcm: Float32Array, sinceMs: number): number {
  const envelope = envelopes.get(pcm) ?? envelopeOf(pcm)
  envelopes.set(pcm, envelope)
  return envelope[Math.floor(sinceMs / stepMs)] ?? 0
}

function envelopeOf(pcm: Float32Array): Float32Array {
  const step = (stepMs * soundRateHz) / 1000
  const reach = smoothSteps * step
  const powers = Float32Array.from({ length: Math.ceil(pcm.length / step) }, (_, at) => {
    const middle = (at + 0.5) * step
    return pcm
      .subarray(Math.max(0, middle - reach), middle + reach)
      .reduce((sum, value) => sum + value * value, 0)
  })
  const most = Math.max(...powers, 1e-12)
  return powers.map(power => (power / most) ** compression)
}
