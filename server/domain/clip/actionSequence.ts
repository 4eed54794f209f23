import type { ActionName } from '../action/generateActionChallenge.ts'
import { drawBelow } from '../drawBelow.ts'

/** The wire's numbers of the actions (tencent-faceid.md §1a). */
const numbers: Readonly<Record<string, ActionName>> = { '1': 'openMouth', '2': 'blink' }

const sequences = ['1,2', '2,1'] as const

/**
 * Two different actions in a random order (R6). That is one bit: the passive model has to vote.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function drawActionSequence(random: (sizeBytes: number) => Uint8Array): string {
  return sequences[drawBelow(sequences.length, random)]!
}

/** The actions of a sequence, in order; null when GetActionSequence gives no such one. */
export function readActionSequence(text: string): readonly ActionName[] | null {
  const isKnown = sequences.some(sequence => sequence === text)
  return isKnown ? text.split(',').map(number => numbers[number]!) : null
}
