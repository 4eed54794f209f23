import type { Point } from '../domain/face.ts'

/**
 * Indices of the 468-point mesh (MediaPipe's canonical face model). Left and right are the
 * person's: the right eye is on the left of an unmirrored picture.
 */
export const meshPoints = {
  rightEyeOuter: 33,
  rightEyeInner: 133,
  leftEyeInner: 362,
  leftEyeOuter: 263,
  noseTip: 1,
  noseBase: 2,
  forehead: 10,
  chin: 152,
  rightEye: [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7],
  leftEye: [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249],
  rightBrow: [70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
  leftBrow: [300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
  lips: [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146],
  oval: [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
  ],
} as const

/** Point `index` of interleaved x, y, z. */
export function pointOf(landmarks: Float32Array, index: number): Point {
  return [landmarks[3 * index] ?? NaN, landmarks[3 * index + 1] ?? NaN]
}
