import { drawBelow } from '../drawBelow.ts'
import { actionTiming } from './actionTiming.ts'

/** What a person can be asked to do. */
export type ActionName = 'blink' | 'openMouth'

/** What the server keeps of an action challenge until it was performed. */
export interface ActionSecret {
  /** Rest, action, rest, action … rest: what is asked for in each step, and for how long, ms. */
  steps: readonly ActionStep[]
}

/** `action` null = keep still. */
export interface ActionStep {
  action: ActionName | null
  durationMs: number
}

/**
 * Every order of the actions but the one that never opens the mouth: that moves the chin, which paper with holes
 * for eyes and mouth does not (checkJaw.ts).
 */
const orders: readonly (readonly ActionName[])[] = Array.from(
  { length: 2 ** actionTiming.actions - 1 },
  (_, drawn) =>
    Array.from({ length: actionTiming.actions }, (__, at) =>
      (drawn >> at) & 1 ? 'blink' : 'openMouth',
    ),
)

/**
 * Draws four actions, each one of the two, and the rests before them, uniformly (liveness.md §3.1, which repeats
 * each of two actions; prompts of their own tell more). One of 15 orders at a time that cannot be known.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function generateActionChallenge(random: (sizeBytes: number) => Uint8Array): ActionSecret {
  const { minFirstRestMs, minRestMs, restSpreadMs, lastRestMs } = actionTiming
  const order = orders[drawBelow(orders.length, random)]!
  const steps = order.flatMap((action, at): ActionStep[] => {
    const restMs = (at === 0 ? minFirstRestMs : minRestMs) + drawBelow(restSpreadMs + 1, random)
    return [
      { action: null, durationMs: restMs },
      { action, durationMs: actionTiming[`${action}Ms`] },
    ]
  })
  return { steps: [...steps, { action: null, durationMs: lastRestMs }] }
}
