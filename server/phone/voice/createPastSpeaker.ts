import type { PhoneMode } from '../modes.ts'
import { createRandom } from '../render/random.ts'
import { createSpeaker, type Speaker } from './createSpeaker.ts'
import type { Voice } from './voice.ts'

/** Times of ceremonies with digits as any client could have recorded them, ms. */
const quietMs = 1000
const digitMs = [950, 2100] as const
/** Length of the colours that come before them in a ceremony with both. */
const coloursMs = [3600, 4200] as const
const count = 4

/** The person in the recording of an earlier ceremony; times of what is said are ms since its first step. */
export function createPastSpeaker(voice: Voice, seed: number, mode: PhoneMode): Speaker {
  const random = createRandom(seed ^ 0x3c6ef35f)
  const between = ([low, high]: readonly [number, number]): number => low + (high - low) * random()
  const speaker = createSpeaker(voice, seed ^ 0x510e527f)
  const left = Array.from('0123456789')
  let timeMs = quietMs + (mode === 'light-digit' ? between(coloursMs) : 0)
  for (let said = 0; said < count; said += 1) {
    const [digit] = left.splice(Math.floor(random() * left.length), 1)
    speaker.ask(digit!, timeMs)
    timeMs += between(digitMs)
  }
  return speaker
}
