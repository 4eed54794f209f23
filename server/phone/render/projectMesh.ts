import { smoothstep } from './curves.ts'
import type { Mesh } from './mesh.ts'
import type { Pose } from './pose.ts'
import type { Camera } from './rasterise.ts'
import type { Rotation } from './rotation.ts'

/** Nearest depth that is projected, metres. */
export const NEAR_M = 0.03

/** Per vertex: picture x, picture y, depth (metres in front of the lens). Shoulders stay put. */
export function projectMesh(
  mesh: Mesh,
  moved: Float32Array,
  pose: Pose,
  rotation: Rotation,
  camera: Camera,
): Float32Array {
  const [a, b, c, d, e, f, g, h, i] = rotation
  const screen = new Float32Array(mesh.vertexCount * 3)
  for (let v = 0; v < screen.length; v += 3) {
    const x = moved[v]!
    const y = moved[v + 1]!
    const z = moved[v + 2]!
    const turn = 0.12 + 0.88 * smoothstep(-215, -105, y)
    const still = 1 - turn
    const hx = (turn * (a * x + b * y + c * z) + still * x) * 0.001 + pose.offsetXM
    const hy = (turn * (d * x + e * y + f * z) + still * y) * 0.001 + pose.offsetYM
    const hz = (turn * (g * x + h * y + i * z) + still * z) * 0.001 - pose.distanceM
    const depth = Math.max(-hz, NEAR_M)
    screen[v] = camera.widthPx / 2 + (camera.focalPx * hx) / depth
    screen[v + 1] = camera.heightPx / 2 - (camera.focalPx * hy) / depth
    screen[v + 2] = depth
  }
  return screen
}
