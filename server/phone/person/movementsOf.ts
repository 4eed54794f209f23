import type { ActionStep } from '../../protocol/challenge.ts'
import type { Movement } from './movement.ts'

/**
 * How a person does what a step asks for, after a reaction time.
 *
 * @param startMs when the step was seen
 */
export function movementsOf(
  { action }: ActionStep,
  startMs: number,
  random: () => number,
): Movement[] {
  const between = (low: number, high: number): number => low + (high - low) * random()
  const begin = () => startMs + between(350, 800)
  switch (action) {
    case null:
      return []
    case 'blink':
      return [
        {
          part: 'eyeClose',
          startMs: begin(),
          rampMs: between(60, 100),
          holdMs: between(110, 200),
        },
      ]
    case 'openMouth':
      return [
        {
          part: 'mouthOpen',
          startMs: begin(),
          rampMs: between(120, 200),
          holdMs: between(450, 600),
        },
      ]
    default:
      return action satisfies never
  }
}
