import { deformVertices } from './expression.ts'
import type { Head } from './head.ts'
import type { Mesh } from './mesh.ts'
import type { Pose } from './pose.ts'
import { projectMesh } from './projectMesh.ts'
import type { Camera } from './rasterise.ts'
import { rotationOf } from './rotation.ts'
import type { Window } from './window.ts'

/** What the painters of eyes and mouth may colour anew, mm (paint.ts). */
const paintedZ = 30
const eyesY = [-26, 24] as const
const aboveMouth = 22
const besideMouth = 45

/**
 * The part of the picture in which two expressions of one head in one place differ: whatever moves or may be
 * painted otherwise, with the triangles around it.
 *
 * @returns null when nothing of it is in the picture
 */
export function changedWindow(
  { mesh, identity }: Head,
  pose: Pose,
  other: Pose,
  camera: Camera,
): Window | null {
  const { position: rest, vertexCount } = mesh
  const moved = new Float32Array(rest.length)
  const otherwise = new Float32Array(rest.length)
  deformVertices(identity, pose, rest, moved)
  deformVertices(identity, other, rest, otherwise)
  const rotation = rotationOf(pose)
  const blinks = pose.eyeClose !== other.eyeClose
  const speaks = pose.mouthOpen !== other.mouthOpen || pose.lipRound !== other.lipRound
  const { mouthY } = identity.shape

  const isChanged = new Uint8Array(vertexCount)
  for (let vertex = 0, i = 0; vertex < vertexCount; vertex += 1, i += 3) {
    const [x, y] = [rest[i]!, rest[i + 1]!]
    const isPainted =
      rest[i + 2]! > paintedZ &&
      ((blinks && y > eyesY[0] && y < eyesY[1]) ||
        (speaks && Math.abs(x) < besideMouth && Math.abs(y - mouthY) < aboveMouth))
    const isMoved =
      moved[i] !== otherwise[i] ||
      moved[i + 1] !== otherwise[i + 1] ||
      moved[i + 2] !== otherwise[i + 2]
    isChanged[vertex] = isPainted || isMoved ? 1 : 0
  }
  const around = neighboursOf(mesh, isChanged)
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const at of [moved, otherwise]) {
    const screen = projectMesh(mesh, at, pose, rotation, camera)
    for (let vertex = 0, i = 0; vertex < vertexCount; vertex += 1, i += 3) {
      if (around[vertex] === 0) continue
      box.left = Math.min(box.left, screen[i]!)
      box.right = Math.max(box.right, screen[i]!)
      box.top = Math.min(box.top, screen[i + 1]!)
      box.bottom = Math.max(box.bottom, screen[i + 1]!)
    }
  }
  const left = Math.max(0, Math.floor(box.left))
  const top = Math.max(0, Math.floor(box.top))
  const right = Math.min(camera.widthPx, Math.ceil(box.right))
  const bottom = Math.min(camera.heightPx, Math.ceil(box.bottom))
  return left < right && top < bottom ? { left, top, right, bottom } : null
}

/** Marks all corners of triangles that have a marked one. */
function neighboursOf({ triangles, vertexCount }: Mesh, marked: Uint8Array): Uint8Array {
  const around = new Uint8Array(vertexCount)
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!]
    if (marked[a] === 0 && marked[b] === 0 && marked[c] === 0) continue
    around[a] = 1
    around[b] = 1
    around[c] = 1
  }
  return around
}
