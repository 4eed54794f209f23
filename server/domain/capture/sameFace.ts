import type { Check } from '../check.ts'
import { distanceOf, toDistance, type Calibration } from '../compare.ts'
import { bestFrameCount } from './bestFrames.ts'
import { meanEmbedding } from './meanEmbedding.ts'

/**
 * Sim that frames and stills of one capture must reach among each other: FMR 1e-4, a distance of .338.
 * Seen within one capture: 11 real clips of talking faces to .141, rendered ones in colours to .067; 60
 * photos lit in six hues by .6 of the room's light lie to .09 from themselves.
 */
export const sameFaceSim = 80

/** One picture of `bestFrameCount` may be blurred; more are a face that the recogniser is not to see. */
const minDrawnSeen = bestFrameCount - 1

/** An embedding, or null where the recogniser finds no face. */
type Seen = Float32Array | null

/** What the recogniser sees of one capture. */
interface SeenFaces {
  /** The frames that the person is recognised by. */
  frames: readonly Seen[]
  stills?: readonly Seen[]
  /** Frames that were drawn without regard to how good they are. */
  drawn: readonly Seen[]
}

/**
 * Are the stills the identity of the stream, and the stream one identity (liveness.md §6)? Each
 * embedding is held against the mean of the stream's. Frames that were drawn may be poor ones, so they
 * are doubt and no proof; so is a stream whose face cannot be recognised, or not in those.
 */
export function checkSameFace(
  { frames, stills = [], drawn }: SeenFaces,
  calibration: Calibration,
): Check[] {
  const seenFrames = seenOf(frames)
  const seenDrawn = seenOf(drawn)
  const counts = [
    enough('identity.seen', seenFrames, 1),
    enough('identity.drawnSeen', seenDrawn, minDrawnSeen),
  ]
  const mean = meanEmbedding(seenFrames)
  if (!mean) return counts
  const limit = toDistance(sameFaceSim, calibration)
  const groups = [
    ['identity.frames', seenFrames, 'fail'],
    ['identity.stills', seenOf(stills), 'fail'],
    ['identity.drawn', seenDrawn, 'inconclusive'],
  ] as const
  const distances = groups.flatMap(([name, embeddings, otherwise]) =>
    embeddings.length > 0 ? [furthest(name, embeddings, mean, limit, otherwise)] : [],
  )
  return [...distances, ...counts]
}

function seenOf(pictures: readonly Seen[]): Float32Array[] {
  return pictures.flatMap(embedding => (embedding ? [embedding] : []))
}

function enough(name: string, seen: readonly Float32Array[], atLeast: number): Check {
  const outcome = seen.length >= atLeast ? 'pass' : 'inconclusive'
  return { name, value: seen.length, threshold: `≥ ${atLeast}`, outcome }
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
