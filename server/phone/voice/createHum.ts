import { createRandom } from '../render/random.ts'

/** White noise through three one-pole low-passes: −3 dB an octave (P. Kellet's short filter). */
const poles = [0.99765, 0.963, 0.57] as const
const gains = [0.099046, 0.2965164, 1.0526913] as const
const white = 0.1848
/** What makes its effective value 1, measured. */
const scale = 0.71

/** The sound of a room in which nobody speaks: pink noise, effective value 1. @returns gives the next sample */
export function createHum(seed: number): () => number {
  const random = createRandom(seed ^ 0x68bc21eb)
  let [a, b, c] = [0, 0, 0]
  return () => {
    const value = 2 * random() - 1
    a = poles[0] * a + gains[0] * value
    b = poles[1] * b + gains[1] * value
    c = poles[2] * c + gains[2] * value
    return scale * (white * value + a + b + c)
  }
}
