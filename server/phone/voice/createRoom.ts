import { createRandom } from '../render/random.ts'
import { soundRateHz } from './voice.ts'

/** Echoes of a furnished room: how many, how late the last one comes, how loud the first ones are. */
const echoCount = 28
const lastMs = 90
const loudest = 0.32
/** They have lost 60 dB after so long, ms (reverberation time): at least, at most. */
const decayMs = [180, 420] as const

/** A little room around a voice: sparse echoes that die away. @returns the sound as it arrives, longer by the echoes */
export function createRoom(seed: number): (pcm: Float32Array) => Float32Array {
  const random = createRandom(seed ^ 0x7feb352d)
  const lifeMs = decayMs[0] + (decayMs[1] - decayMs[0]) * random()
  const echoes = Array.from({ length: echoCount }, () => {
    const afterMs = 2 + (lastMs - 2) * random() ** 1.5
    const gain = loudest * 10 ** ((-3 * afterMs) / lifeMs) * random() * (random() < 0.5 ? -1 : 1)
    return { delay: Math.round((afterMs * soundRateHz) / 1000), gain }
  })
  return pcm => {
    const heard = new Float32Array(pcm.length + (lastMs * soundRateHz) / 1000)
    heard.set(pcm)
    for (const { delay, gain } of echoes) {
      for (let at = 0; at < pcm.length; at += 1) {
        heard[at + delay] = heard[at + delay]! + gain * pcm[at]!
      }
    }
    return heard
  }
}
