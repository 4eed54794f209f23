import type { FrameAnalysis } from '../domain/capture/captureVision.ts'
import { decodeFrame } from './decodeFrame.ts'
import { detectFaces } from './detectFaces.ts'
import { layFaceGrid, type FaceGrid } from './faceGrid.ts'
import { findLandmarks, refineLandmarks, type FaceMesh } from './findLandmarks.ts'
import { measurePose } from './measurePose.ts'
import type { ModelRegistry } from './modelRegistry.ts'
import { createPyramid, type Pyramid } from './pyramid.ts'
import { sampleBackground } from './sampleBackground.ts'
import { sampleFace } from './sampleFace.ts'

/** One frame of a track, and what the frames before it left; any worker can take it. */
export interface FrameTask {
  kind: 'frame'
  jpeg: Uint8Array
  /** ms on the client's clock. */
  timeMs: number
  /** Mesh of the frame before, or null: the detector looks. */
  previous: Float32Array | null
  /** Mesh that the face grid is laid on; null until a near-frontal one was seen. */
  reference: Float32Array | null
  /** Faces where they were counted last; null: the detector looks for further ones in this frame. */
  facesBefore: number | null
}

export interface FrameResult {
  kind: 'frame'
  analysis: FrameAnalysis
  /** Mesh found, for the next frame; null when there is no face. */
  landmarks: Float32Array | null
  /** The mesh that the grid was laid on. */
  reference: Float32Array | null
  cost: { totalMs: number; inferenceMs: number }
}

/** Captures that take turns on a worker; a grid has 200 KB. */
const keptGrids = 32
/** The grid is laid on a mesh turned by no more than this: a fixed grid must see both cheeks. */
const maxReferenceTurnDeg = 15

/** Follows one face from frame to frame and samples its light (liveness.md §1.5 steps 1 and 2). */
export function createFrameAnalyser(models: ModelRegistry) {
  /** Grids of the tracks that were served last, the newest last; laying one takes milliseconds. */
  const laid = new Map<string, FaceGrid>()

  function gridOf(reference: Float32Array): FaceGrid {
    const key = reference.subarray(0, 12).join()
    const grid = laid.get(key) ?? layFaceGrid(reference)
    laid.delete(key)
    laid.set(key, grid)
    for (const [oldest] of laid) {
      if (laid.size <= keptGrids) break
      laid.delete(oldest)
    }
    return grid
  }

  return async function analyseFrame(task: FrameTask): Promise<FrameResult> {
    const startedAt = performance.now()
    const spentBefore = models.spentMs()
    const cost = () => ({
      totalMs: performance.now() - startedAt,
      inferenceMs: models.spentMs() - spentBefore,
    })
    const decoded = await decodeFrame(task.jpeg)
    if (!decoded.ok) {
      const { previous: landmarks, reference } = task
      return { kind: 'frame', analysis: decoded, landmarks, reference, cost: cost() }
    }
    const pyramid = createPyramid(decoded.image)
    const { mesh, faceCount } = await follow(pyramid, task)
    const reference = task.reference ?? (mesh && isFrontal(mesh) ? mesh.landmarks : null)
    // Before a frontal mesh was seen the frame's own serves: its cells only feed the hints.
    const grid = mesh && (reference ? gridOf(reference) : layFaceGrid(mesh.landmarks))
    const face = mesh && grid ? sampleFace(decoded.image, mesh.landmarks, grid) : null
    return {
      kind: 'frame',
      analysis: {
        ok: true,
        frame: {
          timeMs: task.timeMs,
          widthPx: decoded.image.width,
          heightPx: decoded.image.height,
          faceCount,
          face,
          ...(face
            ? sampleBackground(decoded.image, face.box)
            : { background: null, backgroundPixels: 0 }),
        },
      },
      landmarks: mesh?.landmarks ?? null,
      reference,
      cost: cost(),
    }
  }

  async function follow(
    pyramid: Pyramid,
    { previous, facesBefore }: FrameTask,
  ): Promise<{ mesh: FaceMesh | null; faceCount: number }> {
    const { landmarks: slot } = models
    const followed = previous
      ? await refineLandmarks(pyramid, slot, { landmarks: previous, flag: 1 })
      : null
    const isHeld = followed !== null && followed.flag > slot.threshold
    if (isHeld && facesBefore !== null) return { mesh: followed, faceCount: facesBefore }

    const meshes: FaceMesh[] = []
    const candidates = await detectFaces(pyramid, models.detector)
    // The two largest decide between one face and several.
    const largest = candidates.toSorted((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3])
    for (const candidate of largest.slice(0, isHeld && largest.length < 2 ? 0 : 2)) {
      const found = await findLandmarks(pyramid, slot, candidate)
      if (found.flag > slot.threshold) meshes.push(found)
    }
    const mesh = isHeld ? followed : (meshes[0] ?? null)
    return { mesh, faceCount: Math.max(meshes.length, mesh ? 1 : 0) }
  }
}

function isFrontal({ landmarks }: FaceMesh): boolean {
  const { yawDeg, pitchDeg } = measurePose(landmarks)
  return Math.max(Math.abs(yawDeg), Math.abs(pitchDeg)) <= maxReferenceTurnDeg
}
