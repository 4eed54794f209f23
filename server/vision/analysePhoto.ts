import type { FaceMeasurement, LookOptions, PhotoAnalysis } from '../domain/face.ts'
import { decodeImage } from './decodeImage.ts'
import { detectFaces } from './detectFaces.ts'
import { embedFace } from './embedFace.ts'
import { findLandmarks, refineLandmarks } from './findLandmarks.ts'
import { measureFace } from './measureFace.ts'
import type { ModelRegistry } from './modelRegistry.ts'
import { padSignals } from './padSignals.ts'
import { createPyramid, type Pyramid } from './pyramid.ts'
import { scorePad } from './scorePad.ts'
import type { Candidate } from './suppressBoxes.ts'

/**
 * A face narrower than this share of the picture's long side is looked for again at 192 px. On
 * LFW photos laid on a larger canvas, the 128 px detector found all at .13 and none at .07, the
 * 192 px one all at .07 and 96 % at .045.
 */
const smallFaceShare = 0.15
/** A crowd must not multiply the work; the gates ask for the two largest faces only. */
const maxFaces = 6

/** Looks at one still photo: decode, faces, mesh and measures of each, embedding of the largest. */
export async function analysePhoto(
  bytes: Uint8Array,
  models: ModelRegistry,
  { needsPad = true }: LookOptions = {},
): Promise<PhotoAnalysis> {
  const startedAt = performance.now()
  const spentBefore = models.spentMs()
  const decoded = await decodeImage(bytes)
  if (!decoded.ok) return decoded
  const { width, height } = decoded.image
  const pyramid = createPyramid(decoded.image)

  const faces: FaceMeasurement[] = []
  for (const candidate of (await findCandidates(pyramid, models)).slice(0, maxFaces)) {
    const found = await findLandmarks(pyramid, models.landmarks, candidate)
    if (found.flag <= models.landmarks.threshold) continue
    // A second look from the first mesh makes the points independent of the detector's box:
    // embeddings of small and turned faces move by a third less.
    const mesh = await refineLandmarks(pyramid, models.landmarks, found)
    if (mesh.flag <= models.landmarks.threshold) continue
    faces.push(measureFace(pyramid, candidate, mesh))
  }
  const [largest] = faces
  const embedding = largest ? await embedFace(pyramid, models.embedding, largest.landmarks) : null
  const suspect = needsPad ? largest : undefined
  const padScore = suspect && models.pad ? await scorePad(decoded.image, suspect, models.pad) : null
  const signals = suspect ? padSignals(pyramid, suspect.box) : null
  const totalMs = performance.now() - startedAt
  const inferenceMs = models.spentMs() - spentBefore
  return {
    ok: true,
    width,
    height,
    faces,
    embedding,
    padScore,
    padSignals: signals,
    cost: { totalMs, inferenceMs },
  }
}

/** Largest first. */
async function findCandidates(pyramid: Pyramid, models: ModelRegistry): Promise<Candidate[]> {
  const { width, height } = pyramid.image
  const near = bySize(await detectFaces(pyramid, models.detector))
  const isNear = (near[0]?.box[2] ?? 0) >= smallFaceShare * Math.max(width, height)
  if (isNear) return near
  const small = bySize(await detectFaces(pyramid, models.smallFaceDetector))
  return small.length > 0 ? small : near
}

function bySize(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted((one, other) => other.box[2] * other.box[3] - one.box[2] * one.box[3])
}
