import { generateLightChallenge } from '../../server/domain/light/generateLightChallenge.ts'
import type { LightPerformance } from '../../server/domain/light/judgeLight.ts'
import { lightTiming } from '../../server/domain/light/lightTiming.ts'
import { simulateLight } from './lightSimulator.ts'
import { randomBytes } from './randomBytes.ts'
import { randomScene } from './randomScene.ts'
import type { Scene } from './simulatedScene.ts'

/** A simulated light ceremony; with another `claimedSeed` it answers a code that is not claimed. */
export function performLight(
  seed: number,
  fixed: Partial<Scene>,
  claimedSeed = seed,
): LightPerformance {
  const secretOf = (from: number) => generateLightChallenge(randomBytes(from), lightTiming)
  const scene = randomScene(seed, { framesPerSecond: 12, ...fixed })
  const { painted, frames } = simulateLight(secretOf(seed), scene, seed)
  if (claimedSeed === seed) return { secret: secretOf(seed), painted, frames }
  const secret = secretOf(claimedSeed)
  const times = [painted[0]!, painted[0]! + secret.leadMs]
  for (const slotMs of secret.slotMs) times.push(times.at(-1)! + slotMs)
  return { secret, painted: [...times, times.at(-1)! + secret.tailMs], frames }
}
