import type { CropRule } from '../../models/manifest.ts'
import type { Point } from '../domain/face.ts'
import { fitSimilarity } from './fitSimilarity.ts'
import { pointOf } from './meshPoints.ts'
import type { Similarity } from './similarity.ts'

/**
 * Picture px → px of the square chip that the recogniser was trained on: five mesh points are
 * brought onto the slot's template (dlib's, get_face_chip_details) by least squares.
 */
export function alignFace(
  landmarks: Float32Array,
  { meshPoints, template, padding }: Extract<CropRule, { kind: 'fivePoints' }>,
  chipPx: number,
): Similarity {
  const place = (value: number) => ((padding + value) / (2 * padding + 1)) * chipPx
  return fitSimilarity(
    meshPoints.map(index => pointOf(landmarks, index)),
    template.map(([x, y]): Point => [place(x), place(y)]),
  )
}
