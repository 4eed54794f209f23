import { patchPx, type FacePatch } from './facePatch.ts'
import { hullPixels } from './hullPixels.ts'

/** Mesh points around each area of bare skin: cheeks, nose, forehead under the hairline. */
export const skinAreas = {
  rightCheek: [116, 117, 118, 119, 100, 142, 36, 205, 187, 123],
  leftCheek: [345, 346, 347, 348, 329, 371, 266, 425, 411, 352],
  nose: [168, 45, 275, 4, 48, 278],
  forehead: [107, 336, 105, 334, 104, 333, 69, 299, 108, 337],
} as const

/** Pixel indices of the skin in a face patch; every area at most once. */
export function skinPixels(
  patch: FacePatch,
  areas: readonly (keyof typeof skinAreas)[] = ['rightCheek', 'leftCheek', 'nose', 'forehead'],
): number[] {
  return areas.flatMap(area => hullPixels(skinAreas[area].map(patch.point), patchPx))
}
