import type { ChallengeStep } from '../protocol/challenge.ts'
import type { Handset } from './createHandset.ts'

/** Puts a step on the handset's screen before the person's eyes; without one: all over. */
export function showStep(handset: Handset, step: ChallengeStep | undefined, atMs: number): void {
  const colour = step && 'colour' in step ? step.colour : handset.situation.screen.idleColour
  handset.show(colour, atMs)
  if (step && !('colour' in step)) handset.ask(step, atMs)
}
