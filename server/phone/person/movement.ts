import type { FaceExpression } from './actor.ts'

/** One opening of the mouth or closing of the eyes: a ramp up, a time at the top, a ramp down; ms. */
export interface Movement {
  part: 'mouthOpen' | 'eyeClose'
  startMs: number
  rampMs: number
  holdMs: number
}

/** Different views of each part between rest and the top. */
const steps = 4

/** Where the movements have brought the face at a moment. */
export function expressionOf(movements: readonly Movement[], timeMs: number): FaceExpression {
  const heightOf = (part: Movement['part']): number =>
    movements.reduce(
      (most, movement) => (movement.part === part ? Math.max(most, at(movement, timeMs)) : most),
      0,
    )
  return { mouthOpen: heightOf('mouthOpen'), eyeClose: heightOf('eyeClose'), lipRound: 0 }
}

function endOf({ startMs, rampMs, holdMs }: Movement): number {
  return startMs + 2 * rampMs + holdMs
}

function at(movement: Movement, timeMs: number): number {
  const { startMs, rampMs } = movement
  const share = Math.min(timeMs - startMs, endOf(movement) - timeMs) / rampMs
  return Math.round(Math.min(1, Math.max(0, share)) * steps) / steps
}
