import type { ActionStep } from '../../protocol/challenge.ts'
import type { Actor } from './actor.ts'
import { expressionOf } from './movement.ts'
import { movementsOf } from './movementsOf.ts'
import { createRandom } from '../render/random.ts'

/** Rests and counts of action challenges as any client could have recorded them, ms. */
const firstRestMs = [1200, 2500] as const
const restMs = [900, 2200] as const
const maxCount = 3
const pairs = [
  ['blink', 'openMouth'],
  ['openMouth', 'blink'],
  ['openMouth', 'openMouth'],
] as const
const lengths = { blink: [1200, 800], openMouth: [1200, 1300] } as const

/** The person in the recording of an earlier action challenge, begun with the new one. */
export function createOldActions(seed: number): Actor {
  const random = createRandom(seed ^ 0x2545f491)
  const between = ([low, high]: readonly [number, number]): number => low + (high - low) * random()
  let timeMs = between(firstRestMs)
  const pair = pairs[Math.floor(pairs.length * random())]!
  const movements = pair.flatMap(action => {
    const count = 1 + Math.floor(maxCount * random())
    const [reactionMs, eachMs] = lengths[action]
    const step: ActionStep = { action, count, durationMs: reactionMs + count * eachMs }
    const done = movementsOf(step, timeMs, random)
    timeMs += step.durationMs + between(restMs)
    return done
  })
  return { expressionAt: (_, sinceStartMs) => expressionOf(movements, sinceStartMs) }
}
