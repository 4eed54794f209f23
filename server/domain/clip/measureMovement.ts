import type { LightFace } from '../lightFrame.ts'
import { percentile } from '../percentile.ts'

/**
 * What a living face exceeds within two seconds, and a still picture that went through a video encoder
 * does not: measured on rendered heads (see the test), not on people.
 */
const still = { centre: 0.01, turnDeg: 0.8, opening: 0.013 } as const

/**
 * How far a face moves: of place (in eye distances), turn, eyes and mouth the largest deviation from
 * the median that one frame in ten exceeds, each over what still pictures show. 1 and more moves; NaN
 * without faces.
 */
export function measureMovement(faces: readonly LightFace[]): number {
  const deviation = (measure: (face: LightFace) => number): number => {
    const values = faces.map(measure)
    const middle = percentile(values, 0.5)
    return percentile(
      values.map(value => Math.abs(value - middle)),
      0.9,
    )
  }
  return Math.max(
    deviation(face => face.centre[0] / face.interOcularPx) / still.centre,
    deviation(face => face.centre[1] / face.interOcularPx) / still.centre,
    deviation(face => face.yawDeg) / still.turnDeg,
    deviation(face => face.pitchDeg) / still.turnDeg,
    deviation(face => face.rollDeg) / still.turnDeg,
    deviation(face => face.eyeOpening) / still.opening,
    deviation(face => face.mouthOpening) / still.opening,
  )
}
