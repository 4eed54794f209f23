import { createRandom } from '../render/random.ts'
import { atPitch } from './atPitch.ts'
import type { Utterance } from './utterance.ts'
import { spokenDigits, type SpokenDigit, type Voice } from './voice.ts'

/** Somebody who says digits aloud. */
export interface Speaker {
  /** The digit comes into view; it is said after a reaction time. Null: nothing to be said. */
  ask(digit: string | null, atMs: number): void
  /** What was said and will be, in order, ms on the clock of `ask`. */
  utterances: readonly Utterance[]
  /** Effective value of the voice, of full scale. */
  loudness: number
}

/** From seeing a digit to its first sound, ms. */
const reaction = { leastMs: 300, mostMs: 700, spreadMs: 70 } as const
/** Speakers differ so much in pitch and tempo; one speaker's digits differ by the second share. */
const pitchSpread = 0.05
const digitSpread = 0.01
const levels = { least: 0.12, most: 0.7 } as const
/** Who says yāo for 1, as on the telephone. */
const yaoShare = 0.25

/**
 * @param seed draws pitch, tempo, loudness and reaction time
 * @param choose what is said when a digit is asked for; default that digit
 */
export function createSpeaker(
  voice: Voice,
  seed: number,
  choose: (digit: string) => string = digit => digit,
): Speaker {
  const random = createRandom(seed ^ 0x52dce729)
  const about = (reach: number): number => reach * (2 * random() - 1)
  const pitch = 1 + about(pitchSpread)
  const level = levels.least * (levels.most / levels.least) ** random()
  const { leastMs, mostMs, spreadMs } = reaction
  const usualMs = leastMs + spreadMs + (mostMs - leastMs - 2 * spreadMs) * random()
  const one: SpokenDigit = random() < yaoShare ? 'y' : '1'
  const utterances: Utterance[] = []
  return {
    utterances,
    loudness: level * effectiveValue(voice.digits['3']),
    ask(asked, atMs) {
      if (asked === null) return
      const wanted = choose(asked)
      const digit = wanted === '1' ? one : spokenDigits.find(each => each === wanted)
      if (!digit) throw new RangeError(`${wanted} is no digit`)
      const pcm = atPitch(voice.digits[digit], pitch * (1 + about(digitSpread)))
      const gain = level * (1 + about(0.15))
      utterances.push({
        digit,
        startMs: atMs + usualMs + about(spreadMs),
        pcm: pcm.map(value => value * gain),
      })
    },
  }
}

function effectiveValue(pcm: Float32Array): number {
  return Math.sqrt(pcm.reduce((sum, value) => sum + value * value, 0) / Math.max(1, pcm.length))
}
