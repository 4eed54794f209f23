import type { Check } from '../check.ts'
import { distanceOf, toDistance, type Calibration } from '../compare.ts'
import { meanEmbedding } from './meanEmbedding.ts'

/**
 * Sim that frames and stills of one capture must reach among each other: FMR 1e-4, a distance of .338.
 * Seen within one capture: 11 real clips of talking faces to .141, rendered ones in colours to .067; 60
 * photos lit in six hues by .6 of the room's light lie to .09 from themselves.
 */
export const sameFaceSim = 80

/** Embeddings of one capture. */
interface SeenFaces {
  /** Of the frames that the person is recognised by. */
  frames: readonly Float32Array[]
  stills?: readonly Float32Array[]
  /** Of frames between those, in the light of colours or drawn without regard to how good they are. */
  drawn?: readonly Float32Array[]
}

/**
 * Are the stills the identity of the stream, and the stream one identity (liveness.md §6)? Each
 * embedding is held against the mean of the stream's. Frames that were drawn may be poor ones, so they
 * are doubt and no proof.
 */
export function checkSameFace(
  { frames, stills = [], drawn = [] }: SeenFaces,
  calibration: Calibration,
): Check[] {
  const mean = meanEmbedding(frames)
  if (!mean) return []
  const limit = toDistance(sameFaceSim, calibration)
  const groups = [
    ['identity.frames', frames, 'fail'],
    ['identity.stills', stills, 'fail'],
    ['identity.drawn', drawn, 'inconclusive'],
  ] as const
  return groups.flatMap(([name, embeddings, otherwise]) =>
    embeddings.length > 0 ? [furthest(name, embeddings, mean, limit, otherwise)] : [],
  )
}

function furthest(
  name: string,
  embeddings: readonly Float32Array[],
  mean: Float32Array,
  limit: number,
  otherwise: Check['outcome'],
): Check {
  const distance = Math.max(...embeddings.map(embedding => distanceOf(embedding, mean)))
  return {
    name,
    value: Math.round(distance * 1e4) / 1e4,
    threshold: `≤ ${limit.toFixed(4)}`,
    outcome: distance <= limit ? 'pass' : otherwise,
  }
}
