import type { Point } from '../domain/face.ts'
import { fitSimilarity } from './fitSimilarity.ts'
import { meshPoints, pointOf } from './meshPoints.ts'
import type { Pyramid } from './pyramid.ts'
import { applySimilarity } from './similarity.ts'
import { warpImage } from './warpImage.ts'

/** Side of the patch and eye distance in it, px. */
export const patchPx = 128
export const patchEyePx = 40
const eyeLinePx = 46

/**
 * The face at a fixed scale, eyes level: what the measures look at. 40 px between the eyes is
 * the size limit of the gates, so that every photo that can pass is shrunk, never magnified, and
 * measures do not depend on the camera's resolution.
 */
export interface FacePatch {
  /** patchPx × patchPx values 0–255 each. */
  red: Float32Array
  green: Float32Array
  blue: Float32Array
  /** BT.601 luma of the sRGB values. */
  luma: Float32Array
  /** Mesh point `index` in patch px. */
  point: (index: number) => Point
}

/** Centres of the eyes' outlines in picture px: right eye first. */
export function eyeCentres(landmarks: Float32Array): readonly [Point, Point] {
  const centre = (indices: readonly number[]): Point => {
    const points = indices.map(index => pointOf(landmarks, index))
    const mean = (axis: 0 | 1) =>
      points.reduce((sum, point) => sum + point[axis], 0) / points.length
    return [mean(0), mean(1)]
  }
  return [centre(meshPoints.rightEye), centre(meshPoints.leftEye)]
}

/** Cuts the patch out of the picture. */
export function cutFacePatch(pyramid: Pyramid, landmarks: Float32Array): FacePatch {
  const middle = patchPx / 2
  const transform = fitSimilarity(eyeCentres(landmarks), [
    [middle - patchEyePx / 2, eyeLinePx],
    [middle + patchEyePx / 2, eyeLinePx],
  ])
  const planes = warpImage(pyramid, transform, { size: patchPx, gain: 1, offset: 0 })
  const plane = (n: number) => planes.subarray(n * patchPx * patchPx, (n + 1) * patchPx * patchPx)
  const [red, green, blue] = [plane(0), plane(1), plane(2)]
  const luma = red.map((r, i) => 0.299 * r + 0.587 * (green[i] ?? 0) + 0.114 * (blue[i] ?? 0))
  const point = (index: number) => applySimilarity(transform, pointOf(landmarks, index))
  return { red, green, blue, luma, point }
}
