import type { FaceMeasurement } from '../domain/face.ts'
import { cutFacePatch, eyeCentres } from './facePatch.ts'
import type { FaceMesh } from './findLandmarks.ts'
import { measureExposure } from './measureExposure.ts'
import { measureOcclusion } from './measureOcclusion.ts'
import { measureOutside } from './measureOutside.ts'
import { measurePose } from './measurePose.ts'
import { measureSharpness } from './measureSharpness.ts'
import type { Pyramid } from './pyramid.ts'
import type { Candidate } from './suppressBoxes.ts'

/** Takes every measure of one face that the quality gates ask for. */
export function measureFace(
  pyramid: Pyramid,
  { box, confidence }: Candidate,
  { landmarks, flag }: FaceMesh,
): FaceMeasurement {
  const [right, left] = eyeCentres(landmarks)
  const patch = cutFacePatch(pyramid, landmarks)
  const { width, height } = pyramid.image
  return {
    box,
    confidence,
    meshFlag: flag,
    landmarks,
    interOcularPx: Math.hypot(left[0] - right[0], left[1] - right[1]),
    ...measurePose(landmarks),
    sharpness: measureSharpness(patch),
    ...measureExposure(patch),
    occlusion: measureOcclusion(patch),
    outside: measureOutside(landmarks, width, height),
  }
}
