import { createRandom } from '../render/random.ts'
import type { Actor } from './actor.ts'
import { expressionOf } from './movement.ts'
import { movementsOf } from './movementsOf.ts'

/** The person in the recording of an earlier look at the camera, begun with the new one. */
export function createOldBlink(seed: number): Actor {
  const step = { action: 'blink', durationMs: 3000 } as const
  const movements = movementsOf(step, 0, createRandom(seed ^ 0x2545f491))
  return { expressionAt: (_, sinceStartMs) => expressionOf(movements, sinceStartMs) }
}
