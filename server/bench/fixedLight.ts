import { generateLightChallenge, type LightSecret } from '../domain/light/generateLightChallenge.ts'
import { lightTiming } from '../domain/light/lightTiming.ts'
import { createRandom } from '../evaluate/random.ts'

/** A light challenge that is the same for the same seed; its timing is the shipped one. */
export function fixedLight(seed: number): LightSecret {
  const random = createRandom(seed)
  return generateLightChallenge(
    sizeBytes => Uint8Array.from({ length: sizeBytes }, () => Math.floor(random() * 256)),
    lightTiming,
  )
}
