import { drawBelow } from '../drawBelow.ts'
import { actionTiming } from './actionTiming.ts'

/** What a person can be asked to do. */
export type ActionName = 'blink' | 'openMouth'

/** What the server keeps of an action challenge until it was performed. */
export interface ActionSecret {
  /** Rest, action, rest, action, rest: what is asked for in each step, and for how long, ms. */
  steps: readonly ActionStep[]
}

/** `action` null = keep still. */
export interface ActionStep {
  action: ActionName | null
  /** How often; 0 in a rest. */
  count: number
  durationMs: number
}

/** One opens the mouth: that moves the chin, which paper with holes for eyes and mouth does not (checkJaw.ts). */
const pairs: readonly (readonly [ActionName, ActionName])[] = [
  ['blink', 'openMouth'],
  ['openMouth', 'blink'],
  ['openMouth', 'openMouth'],
]

/**
 * Draws two actions with their counts (3 × 9 combinations) and the lengths of the rests before them
 * (liveness.md §3.1): uniform, so that no video made before has more than one chance in 27, and less
 * by its timing.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function generateActionChallenge(random: (sizeBytes: number) => Uint8Array): ActionSecret {
  const { minFirstRestMs, minRestMs, restSpreadMs, lastRestMs, maxCount } = actionTiming
  const rest = (minMs: number, spreadMs: number): ActionStep => ({
    action: null,
    count: 0,
    durationMs: minMs + (spreadMs === 0 ? 0 : drawBelow(spreadMs + 1, random)),
  })
  const [first, second] = pairs[drawBelow(pairs.length, random)]!
  const act = (action: ActionName): ActionStep => {
    const count = 1 + drawBelow(maxCount, random)
    const { reactionMs, eachMs } = actionTiming[action]
    return { action, count, durationMs: reactionMs + count * eachMs }
  }
  return {
    steps: [
      rest(minFirstRestMs, restSpreadMs),
      act(first),
      rest(minRestMs, restSpreadMs),
      act(second),
      rest(lastRestMs, 0),
    ],
  }
}
