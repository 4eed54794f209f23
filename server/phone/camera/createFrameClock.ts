import { bellSteps, bellTable } from '../render/bellTable.ts'
import { createRandom } from '../render/random.ts'
import type { Situation } from '../scene/situation.ts'

/**
 * The times at which the camera delivers frames: a beat with jitter, and now and then a frame that
 * never comes.
 *
 * @param startMs nothing comes before it
 * @returns gives the next time with every call
 */
export function createFrameClock({ timing, seed }: Situation, startMs: number): () => number {
  const random = createRandom(seed ^ 0x1b873593)
  let beatMs = startMs + timing.frameIntervalMs * random()
  let lastMs = startMs
  return () => {
    while (random() < timing.dropShare) beatMs += timing.frameIntervalMs
    const jitterMs = timing.jitterMs * bellTable[Math.floor(random() * bellSteps)]!
    // A frame is never ready before the one in front of it has been read out.
    lastMs = Math.max(beatMs + jitterMs, lastMs + timing.frameIntervalMs / 3)
    beatMs += timing.frameIntervalMs
    return lastMs
  }
}
