import { createRandom } from '../render/random.ts'
import type { Utterance } from '../voice/utterance.ts'
import type { Actor } from './actor.ts'
import { createBlinks } from './createBlinks.ts'
import { mouthAt } from './mouthAt.ts'

/** The lips are ahead of the voice by so much, ms. */
const aheadMs = [40, 120] as const

/**
 * Somebody who talks, and blinks now and then.
 *
 * @param spoken what is said by now
 * @param clock on which clock that is: the phone's, or ms since the first step was painted
 */
export function createTalkingActor(
  seed: number,
  spoken: readonly Utterance[],
  clock: 'phone' | 'sinceStart',
): Actor {
  const random = createRandom(seed ^ 0x5be0cd19)
  const leadMs = aheadMs[0] + (aheadMs[1] - aheadMs[0]) * random()
  const blinks = createBlinks(seed)
  return {
    expressionAt(timeMs, sinceStartMs) {
      const nowMs = clock === 'phone' ? timeMs : sinceStartMs
      let mouth = { mouthOpen: 0, lipRound: 0 }
      for (const said of spoken) mouth = mouthAt(said, nowMs + leadMs) ?? mouth
      return { ...mouth, eyeClose: blinks(timeMs) }
    },
  }
}
