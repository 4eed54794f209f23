import type { KeptStill } from '../capture/captureMaterial.ts'
import type { Liveness } from '../capture/liveness.ts'
import { judgePad } from './judgePad.ts'
import type { PadLimits } from './padLimits.ts'

/**
 * Passive detection on the pictures that a sender may foresee, and on those drawn by chance, for
 * themselves: none makes up for others. Without a model there is little to say of the drawn ones.
 *
 * @param drawn null where they show colours, which the passive model does not know
 */
export function judgePadApart(
  foreseen: readonly KeptStill[],
  drawn: readonly KeptStill[] | null,
  limits: PadLimits,
): Liveness[] {
  const first = judgePad(looksOf(foreseen), limits)
  if (drawn === null || limits.minScore === null) return [first]
  return [first, judgePad(looksOf(drawn), limits, 'pad.drawn')]
}

const looksOf = (pictures: readonly KeptStill[]) =>
  pictures.flatMap(({ analysis }) => (analysis.ok ? [analysis] : []))
