import type { ActionStep } from '../../protocol/challenge.ts'
import { createRandom } from '../render/random.ts'
import type { Actor } from './actor.ts'
import { expressionOf, type Movement } from './movement.ts'
import { movementsOf } from './movementsOf.ts'

/** An actor who does what is asked for. */
export interface LivingActor extends Actor {
  /** The person sees a step of an action challenge. */
  ask(step: ActionStep, atMs: number): void
}

/** Eyes blink by themselves about every so often, ms; for so long shut. */
const spontaneous = { everyMs: [2200, 6000], rampMs: 50, holdMs: 60 } as const

/** Performs what is asked for, a little late, and blinks now and then when nothing is asked for. */
export function createLivingActor(seed: number): LivingActor {
  const random = createRandom(seed ^ 0x1b873593)
  const movements: Movement[] = []
  let nextBlinkMs = Infinity
  return {
    ask(step, atMs) {
      movements.push(...movementsOf(step, atMs, random))
      const [least, most] = spontaneous.everyMs
      // Who is about to blink on purpose does not blink beside it.
      nextBlinkMs = step.action === null ? atMs + least + (most - least) * random() : Infinity
    },
    expressionAt(timeMs) {
      if (timeMs >= nextBlinkMs) {
        const { rampMs, holdMs } = spontaneous
        movements.push({ part: 'eyeClose', startMs: nextBlinkMs, rampMs, holdMs })
        nextBlinkMs = Infinity
      }
      return expressionOf(movements, timeMs)
    },
  }
}
