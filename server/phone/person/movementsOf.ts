import type { ActionStep } from '../../protocol/challenge.ts'
import { endOf, type Movement } from './movement.ts'

/**
 * How a person does what a step asks for: begins after a reaction time and repeats with pauses.
 *
 * @param startMs when the step was seen
 */
export function movementsOf(
  { action, count }: ActionStep,
  startMs: number,
  random: () => number,
): Movement[] {
  const between = (low: number, high: number): number => low + (high - low) * random()
  if (action === null) return []
  const movements: Movement[] = []
  let nextMs = startMs + between(350, 800)
  for (let done = 0; done < count; done += 1) {
    const movement: Movement =
      action === 'blink'
        ? { part: 'eyeClose', startMs: nextMs, rampMs: between(60, 100), holdMs: between(110, 200) }
        : {
            part: 'mouthOpen',
            startMs: nextMs,
            rampMs: between(120, 200),
            holdMs: between(450, 600),
          }
    movements.push(movement)
    nextMs = endOf(movement) + (action === 'blink' ? between(220, 380) : between(280, 400))
  }
  return movements
}
