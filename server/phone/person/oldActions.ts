import type { ActionStep } from '../../protocol/challenge.ts'
import { createRandom } from '../render/random.ts'
import type { Actor } from './actor.ts'
import { expressionOf } from './movement.ts'
import { movementsOf } from './movementsOf.ts'

/** Action challenges as any client could have recorded them, ms. */
const firstRestMs = [1200, 3500] as const
const restMs = [500, 2800] as const
const stepMs = { blink: 1600, openMouth: 2000 } as const
const actionCount = 4

/** The person in the recording of an earlier action challenge, begun with the new one. */
export function createOldActions(seed: number): Actor {
  const random = createRandom(seed ^ 0x2545f491)
  const between = ([low, high]: readonly [number, number]): number => low + (high - low) * random()
  let atMs = between(firstRestMs)
  const movements = drawOrder(random).flatMap(action => {
    const step: ActionStep = { action, durationMs: stepMs[action] }
    const done = movementsOf(step, atMs, random)
    atMs += step.durationMs + between(restMs)
    return done
  })
  return { expressionAt: (_, sinceStartMs) => expressionOf(movements, sinceStartMs) }
}

/** One of them opens the mouth. */
function drawOrder(random: () => number): ('blink' | 'openMouth')[] {
  for (;;) {
    const order = Array.from({ length: actionCount }, () =>
      random() < 0.5 ? ('blink' as const) : ('openMouth' as const),
    )
    if (order.includes('openMouth')) return order
  }
}
