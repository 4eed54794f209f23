import type { Point } from '../domain/face.ts'
import { meshPoints, pointOf } from './meshPoints.ts'
import type { SlotModel } from './modelRegistry.ts'
import type { Pyramid } from './pyramid.ts'
import { applySimilarity, invertSimilarity, scaleOf, type Similarity } from './similarity.ts'
import type { Candidate } from './suppressBoxes.ts'
import { warpImage } from './warpImage.ts'

/** The mesh of one face. */
export interface FaceMesh {
  /** x, y, z of 468 points in picture px; z grows away from the camera, 0 near the head's middle. */
  landmarks: Float32Array
  /** 0–1: probability that the crop shows a face. */
  flag: number
}

/** Fits the mesh in the detector's box. */
export function findLandmarks(
  pyramid: Pyramid,
  slot: SlotModel<'rotatedSquare'>,
  { box, keypoints }: Candidate,
): Promise<FaceMesh> {
  const centre: Point = [box[0] + box[2] / 2, box[1] + box[3] / 2]
  const [rightX = 0, rightY = 0, leftX = 1, leftY = 0] = keypoints
  const angle = Math.atan2(leftY - rightY, leftX - rightX)
  return runMesh(pyramid, slot, { centre, extent: Math.max(box[2], box[3]), angle })
}

/** Fits the mesh again in a crop around the mesh that was found before. */
export function refineLandmarks(
  pyramid: Pyramid,
  slot: SlotModel<'rotatedSquare'>,
  { landmarks }: FaceMesh,
): Promise<FaceMesh> {
  const right = pointOf(landmarks, meshPoints.rightEyeOuter)
  const left = pointOf(landmarks, meshPoints.leftEyeOuter)
  const angle = Math.atan2(left[1] - right[1], left[0] - right[0])
  const upright = { a: Math.cos(angle), b: -Math.sin(angle), tx: 0, ty: 0 }
  const low = [Infinity, Infinity]
  const high = [-Infinity, -Infinity]
  for (let i = 0; i < landmarks.length; i += 3) {
    const point = applySimilarity(upright, [landmarks[i] ?? 0, landmarks[i + 1] ?? 0])
    point.forEach((value, axis) => {
      low[axis] = Math.min(low[axis] ?? value, value)
      high[axis] = Math.max(high[axis] ?? value, value)
    })
  }
  const [lowX = 0, lowY = 0] = low
  const [highX = 0, highY = 0] = high
  const centre = applySimilarity(invertSimilarity(upright), [
    (lowX + highX) / 2,
    (lowY + highY) / 2,
  ])
  return runMesh(pyramid, slot, { centre, extent: Math.max(highX - lowX, highY - lowY), angle })
}

/** Where a face lies in the picture: its longer side in px, its turn in radians. */
interface Place {
  centre: Point
  extent: number
  angle: number
}

async function runMesh(
  pyramid: Pyramid,
  { model, inputPx, gain, offset, crop, scratch }: SlotModel<'rotatedSquare'>,
  { centre, extent, angle }: Place,
): Promise<FaceMesh> {
  const scale = inputPx / (extent * crop.factor)
  const a = scale * Math.cos(angle)
  const b = -scale * Math.sin(angle)
  const toCrop: Similarity = {
    a,
    b,
    tx: inputPx / 2 - a * centre[0] + b * centre[1],
    ty: inputPx / 2 - b * centre[0] - a * centre[1],
  }
  const data = warpImage(pyramid, toCrop, { size: inputPx, gain, offset }, scratch)
  const { landmarks, flag } = await model.run({ data, dims: [1, 3, inputPx, inputPx] })
  if (landmarks?.length !== 468 * 3 || flag?.length !== 1)
    throw new Error('the landmark model does not have the outputs of the 468-point mesh')
  const back = invertSimilarity(toCrop)
  const depth = scaleOf(back)
  const placed = new Float32Array(landmarks.length)
  for (let i = 0; i < landmarks.length; i += 3) {
    const [x, y] = applySimilarity(back, [landmarks[i] ?? 0, landmarks[i + 1] ?? 0])
    placed.set([x, y, (landmarks[i + 2] ?? 0) * depth], i)
  }
  return { landmarks: placed, flag: flag[0] ?? 0 }
}
