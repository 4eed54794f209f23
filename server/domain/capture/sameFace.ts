import type { Check } from '../check.ts'
import { distanceOf, toDistance, type Calibration } from '../compare.ts'
import { meanEmbedding } from './meanEmbedding.ts'

/**
 * Sim that frames and stills of one capture must reach among each other: FMR 1e-2. Lower than for a
 * comparison, for the frames are small and lit in colours, and a splice puts a stranger there.
 */
export const sameFaceSim = 60

/**
 * Are the stills the identity of the stream, and the stream one identity (liveness.md §6)? Each
 * embedding is held against the mean of the stream's.
 */
export function checkSameFace(
  frames: readonly Float32Array[],
  stills: readonly Float32Array[],
  calibration: Calibration,
): Check[] {
  const mean = meanEmbedding(frames)
  if (!mean) return []
  const limit = toDistance(sameFaceSim, calibration)
  return [
    furthest('identity.frames', frames, mean, limit),
    ...(stills.length > 0 ? [furthest('identity.stills', stills, mean, limit)] : []),
  ]
}

function furthest(
  name: string,
  embeddings: readonly Float32Array[],
  mean: Float32Array,
  limit: number,
): Check {
  const distance = Math.max(...embeddings.map(embedding => distanceOf(embedding, mean)))
  return {
    name,
    value: Math.round(distance * 1e4) / 1e4,
    threshold: `≤ ${limit.toFixed(4)}`,
    outcome: distance <= limit ? 'pass' : 'fail',
  }
}
