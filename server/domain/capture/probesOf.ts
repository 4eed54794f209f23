import type { Probes } from '../compare.ts'
import type { KeptStill } from './captureMaterial.ts'
import { embeddingsOf } from './embeddingsOf.ts'
import { meanEmbedding } from './meanEmbedding.ts'

/**
 * What is compared of a capture: the mean of the pictures that were chosen for how good they are, and that of
 * those that were drawn, where somebody did what was asked. Whoever sends the former chooses what they show. Null
 * when no face of the chosen ones is recognised.
 */
export function probesOf(
  chosen: readonly Pick<KeptStill, 'analysis'>[],
  drawn: readonly Pick<KeptStill, 'analysis'>[],
): Probes | null {
  const meanOf = (pictures: readonly Pick<KeptStill, 'analysis'>[]) =>
    meanEmbedding(embeddingsOf(pictures).flatMap(embedding => (embedding ? [embedding] : [])))
  const first = meanOf(chosen)
  const other = meanOf(drawn)
  if (!first) return null
  return other ? [first, other] : [first]
}
