import { createRandom } from '../render/random.ts'
import { createHum } from './createHum.ts'
import { createRoom } from './createRoom.ts'
import type { Utterance } from './utterance.ts'
import { soundRateHz } from './voice.ts'

/**
 * What the microphone picks up between two times, ms on the phone's clock: 16 kHz mono, −1…1. Calls
 * come in order of time; one that begins where the one before ended goes on without a gap.
 */
export type Microphone = (fromMs: number, toMs: number) => Float32Array

/** Voice over noise, dB. */
const snrDb = [20, 40] as const

/**
 * A voice in a room with noise.
 *
 * @param loudness effective value of the voice, of full scale; the room's noise is so much weaker also while
 * nothing is said
 * @param spoken what is said by now, on the phone's clock; one digit is the same object in every call
 */
export function createMicrophone(
  seed: number,
  loudness: number,
  spoken: () => readonly Utterance[],
): Microphone {
  const random = createRandom(seed ^ 0x02e5be93)
  const noise = loudness * 10 ** (-(snrDb[0] + (snrDb[1] - snrDb[0]) * random()) / 20)
  const room = createRoom(seed)
  const hum = createHum(seed)
  const arrived = new Map<Float32Array, Float32Array>()
  const sampleOf = (timeMs: number): number => Math.round((timeMs * soundRateHz) / 1000)

  function arriving(pcm: Float32Array): Float32Array {
    const heard = arrived.get(pcm) ?? room(pcm)
    arrived.set(pcm, heard)
    return heard
  }

  return (fromMs, toMs) => {
    const first = sampleOf(fromMs)
    const sound = new Float32Array(Math.max(0, sampleOf(toMs) - first))
    for (let at = 0; at < sound.length; at += 1) sound[at] = noise * hum()
    for (const { startMs, pcm } of spoken()) {
      const heard = arriving(pcm)
      const offset = sampleOf(startMs) - first
      const end = Math.min(sound.length, offset + heard.length)
      for (let at = Math.max(0, offset); at < end; at += 1) {
        sound[at] = Math.max(-1, Math.min(1, sound[at]! + heard[at - offset]!))
      }
    }
    return sound
  }
}
