import { restingFace, type FaceExpression } from '../person/actor.ts'
import { createRandom } from '../render/random.ts'
import type { Plate, View } from './plate.ts'
import type { Situation } from './situation.ts'

/** Views along the path, rendered when they are first needed. */
export interface Path<P extends Plate> {
  viewAt(timeMs: number, expression?: FaceExpression): View<P>
  prepare(): void
}

/** The hand's tremor repeats after so long; nobody looks for it. */
const tremorSteps = 509
const tremorStepMs = 66

/**
 * A subject that wanders along a closed path. Only `count` stops are rendered; between them the
 * nearest one is moved in the picture to where the subject would be, and the hand's tremor on top.
 *
 * @param render renders the stop at `turn` (0 … 1), with the face as it is; `resting` gives the same stop with
 * the face at rest
 * @param placeAt where the subject's point is at `turn`, px
 */
export function createPath<P extends Plate>(
  { motion, seed }: Situation,
  count: number,
  render: (turn: number, expression: FaceExpression, resting: () => P) => P,
  placeAt: (turn: number) => readonly [xPx: number, yPx: number],
): Path<P> {
  const stops = new Map<string, P>()
  const stopAt = (index: number, expression: FaceExpression): P => {
    const { mouthOpen, eyeClose, lipRound } = expression
    const key = `${index} ${mouthOpen} ${eyeClose} ${lipRound}`
    const stop =
      stops.get(key) ?? render(index / count, expression, () => stopAt(index, restingFace))
    stops.set(key, stop)
    return stop
  }
  const random = createRandom(seed ^ 0x3c6ef372)
  const tremor = Float64Array.from({ length: tremorSteps * 2 }, () => random() + random() - 1)

  return {
    viewAt(timeMs, expression = restingFace) {
      const turn = positive(timeMs / motion.periodMs + motion.phase)
      const index = Math.round(turn * count) % count
      const plate = stopAt(index, expression)
      const [wantedX, wantedY] = placeAt(turn)
      const [x, y] = placeAt(index / count)
      const step = Math.floor(positive(timeMs / tremorStepMs / tremorSteps) * tremorSteps)
      const shake = motion.tremor * plate.widthPx * 2.4
      return {
        plate,
        shiftXPx: Math.round(wantedX - x + shake * tremor[2 * step]!),
        shiftYPx: Math.round(wantedY - y + shake * tremor[2 * step + 1]!),
      }
    },
    prepare() {
      for (let index = 0; index < count; index += 1) stopAt(index, restingFace)
    },
  }
}

/** Fraction of a number: 0 … 1, for negative ones too. */
function positive(value: number): number {
  return value - Math.floor(value)
}
