import type { SlotName } from '../slotNames.ts'
import { buildDetector } from './buildDetector.ts'
import { buildMesh } from './buildMesh.ts'
import { buildRecogniser } from './buildRecogniser.ts'

/** Turns the source files of a slot (manifest order: JSON, weights) into the bytes of its model. */
export type Recipe = (json: string, weightFile: Uint8Array) => Uint8Array

/** How each slot's model is made; slots without a recipe ship empty. */
export const recipes: Partial<Record<SlotName, Recipe>> = {
  detector: (json, weightFile) => buildDetector(json, weightFile, 128),
  detectorSmallFaces: (json, weightFile) => buildDetector(json, weightFile, 192),
  landmarks: buildMesh,
  embedding: buildRecogniser,
}
