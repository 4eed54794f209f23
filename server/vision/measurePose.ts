import { meshPoints } from './meshPoints.ts'

/** Head pose, degrees; 0 = frontal, upright. */
export interface HeadPose {
  /** > 0: the person looks to the image's right. */
  yawDeg: number
  /** > 0: the person looks up. */
  pitchDeg: number
  /** > 0: the head is turned clockwise in the image. */
  rollDeg: number
}

/** Mirror pairs of the mesh, right then left: eye corners, cheek edges, jaw, mouth corners. */
const pairs: readonly (readonly [number, number])[] = [
  [33, 263],
  [133, 362],
  [127, 356],
  [234, 454],
  [132, 361],
  [58, 288],
  [172, 397],
  [61, 291],
  [70, 300],
  [50, 280],
]

/**
 * What the mesh shows as pitch when people look straight ahead: the median of 50 LFW photos of
 * five people was −7.9, and level renders of six heads gave −10 to −18.
 */
const levelPitchDeg = -7.5

/**
 * Reads the pose off the mesh's own 3-D points: the mean of the left–right pairs is the head's x
 * axis, forehead to chin its y axis. The mesh flattens large turns: a half profile (about 50°)
 * reads 39°.
 */
export function measurePose(landmarks: Float32Array): HeadPose {
  let x: Vector = [0, 0, 0]
  for (const [right, left] of pairs)
    x = add(x, unit(subtract(vectorOf(landmarks, left), vectorOf(landmarks, right))))
  x = unit(x)
  const { forehead, chin } = meshPoints
  const down = subtract(vectorOf(landmarks, chin), vectorOf(landmarks, forehead))
  // What is left of the y axis when the roll and yaw of the x axis are taken out.
  const y = unit(subtract(down, scale(x, dot(down, x))))
  // z leaves the face towards the camera: −z of the image. y points down, so z = y × x.
  const z = cross(y, x)
  return {
    yawDeg: degrees(Math.atan2(z[0], -z[2])),
    pitchDeg: degrees(Math.asin(Math.max(-1, Math.min(1, -z[1])))) - levelPitchDeg,
    rollDeg: degrees(Math.atan2(x[1], x[0])),
  }
}

type Vector = readonly [number, number, number]

function vectorOf(landmarks: Float32Array, index: number): Vector {
  const [x = NaN, y = NaN, z = NaN] = landmarks.subarray(3 * index, 3 * index + 3)
  return [x, y, z]
}

function add(p: Vector, q: Vector): Vector {
  return [p[0] + q[0], p[1] + q[1], p[2] + q[2]]
}

function subtract(p: Vector, q: Vector): Vector {
  return [p[0] - q[0], p[1] - q[1], p[2] - q[2]]
}

function scale(p: Vector, factor: number): Vector {
  return [p[0] * factor, p[1] * factor, p[2] * factor]
}

function dot(p: Vector, q: Vector): number {
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2]
}

function cross(p: Vector, q: Vector): Vector {
  return [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]]
}

function unit(p: Vector): Vector {
  return scale(p, 1 / Math.hypot(...p))
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI
}
