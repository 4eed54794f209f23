import { createRandom } from '../render/random.ts'
import { expressionOf, type Movement } from './movement.ts'

/** Eyes blink by themselves about every so often, ms; for so long shut. */
const everyMs = [2200, 6000] as const
const shape = { rampMs: 50, holdMs: 60 } as const

/** Blinks as they come by themselves. @returns how far the eyes are closed, 0–1; times in order */
export function createBlinks(seed: number): (timeMs: number) => number {
  const random = createRandom(seed ^ 0x1f83d9ab)
  let blink: Movement | null = null
  return timeMs => {
    if (blink === null || timeMs > blink.startMs + everyMs[0] / 2) {
      const waitMs = everyMs[0] + (everyMs[1] - everyMs[0]) * random()
      const fromMs = blink?.startMs ?? timeMs
      blink = { part: 'eyeClose', startMs: Math.max(fromMs + waitMs, timeMs), ...shape }
    }
    return expressionOf([blink], timeMs).eyeClose
  }
}
