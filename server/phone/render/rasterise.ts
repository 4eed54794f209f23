import { deformVertices } from './expression.ts'
import { fillTriangles } from './fillTriangles.ts'
import type { Hits } from './fillTriangles.ts'
import { createGBuffer } from './gbuffer.ts'
import type { GBuffer } from './gbuffer.ts'
import type { Head } from './head.ts'
import { createPainter } from './paint.ts'
import type { Pose } from './pose.ts'
import { projectMesh } from './projectMesh.ts'
import { rotationOf } from './rotation.ts'
import type { Rotation } from './rotation.ts'
import { fillWall } from './wall.ts'
import type { Wall } from './wall.ts'
import type { Window } from './window.ts'

/** A pinhole without distortion; the optical axis meets the middle of the picture. */
export interface Camera {
  widthPx: number
  heightPx: number
  /** Focal length in pixels: widthPx / (2 · tan(horizontal field of view / 2)). */
  focalPx: number
  /** What is rendered of it; default all. */
  window?: Window
}

/** The part that is rendered. */
export function windowOf({ widthPx, heightPx, window }: Camera): Window {
  return window ?? { left: 0, top: 0, right: widthPx, bottom: heightPx }
}

/**
 * Geometry pass: the person and a wall behind as seen by the lens, unlit. The same buffer can be
 * lit any number of times (light.ts). With a window the buffer is as large as that.
 *
 * @param wall plain wall behind the person; without one a default 1.2 m behind the head
 */
export function renderGeometry(head: Head, pose: Pose, camera: Camera, wall?: Wall): GBuffer {
  const { mesh, identity } = head
  const { left, top, right, bottom } = windowOf(camera)
  const buffer = createGBuffer(right - left, bottom - top)
  const moved = new Float32Array(mesh.position.length)
  deformVertices(identity, pose, mesh.position, moved)
  const rotation = rotationOf(pose)
  const screen = projectMesh(mesh, moved, pose, rotation, camera)
  const hits = fillTriangles(mesh, screen, camera)
  fillWall(buffer, camera, pose.distanceM, hits.triangle, wall)
  resolvePixels(buffer, head, pose, camera, moved, rotation, hits)
  return buffer
}

function resolvePixels(
  buffer: GBuffer,
  head: Head,
  pose: Pose,
  camera: Camera,
  moved: Float32Array,
  rotation: Rotation,
  hits: Hits,
): void {
  const { mesh } = head
  const { position: rest, normal, occlusion, triangles, kind } = mesh
  const [a, b, c, d, e, f, g, h, i] = rotation
  const { paint, touch } = createPainter(head.identity, pose)
  const { widthPx, heightPx, focalPx } = camera
  const { left, top } = windowOf(camera)
  for (let pixel = 0; pixel < hits.triangle.length; pixel += 1) {
    const t = hits.triangle[pixel]!
    if (t < 0) continue
    const va = triangles[t]!
    const vb = triangles[t + 1]!
    const vc = triangles[t + 2]!
    const wb = hits.weights[pixel * 2]!
    const wc = hits.weights[pixel * 2 + 1]!
    const wa = 1 - wb - wc
    const ia = va * 3
    const ib = vb * 3
    const ic = vc * 3
    touch.kind = kind[va]!
    touch.x = wa * rest[ia]! + wb * rest[ib]! + wc * rest[ic]!
    touch.y = wa * rest[ia + 1]! + wb * rest[ib + 1]! + wc * rest[ic + 1]!
    touch.z = wa * rest[ia + 2]! + wb * rest[ib + 2]! + wc * rest[ic + 2]!
    touch.movedX = wa * moved[ia]! + wb * moved[ib]! + wc * moved[ic]!
    touch.movedY = wa * moved[ia + 1]! + wb * moved[ib + 1]! + wc * moved[ic + 1]!
    touch.nx = wa * normal[ia]! + wb * normal[ib]! + wc * normal[ic]!
    touch.ny = wa * normal[ia + 1]! + wb * normal[ib + 1]! + wc * normal[ic + 1]!
    touch.nz = wa * normal[ia + 2]! + wb * normal[ib + 2]! + wc * normal[ic + 2]!
    touch.occlusion = wa * occlusion[va]! + wb * occlusion[vb]! + wc * occlusion[vc]!
    paint()
    const { nx, ny, nz } = touch
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1
    const p = pixel * 3
    buffer.albedo[p] = touch.red
    buffer.albedo[p + 1] = touch.green
    buffer.albedo[p + 2] = touch.blue
    buffer.normal[p] = (a * nx + b * ny + c * nz) / length
    buffer.normal[p + 1] = (d * nx + e * ny + f * nz) / length
    buffer.normal[p + 2] = (g * nx + h * ny + i * nz) / length
    buffer.occlusion[pixel] = touch.occlusion
    buffer.gloss[pixel] = touch.gloss
    buffer.part[pixel] = touch.part
    const depth = hits.depth[pixel]!
    const column = pixel % buffer.widthPx
    const px = left + column
    const py = top + (pixel - column) / buffer.widthPx
    buffer.position[p] = ((px + 0.5 - widthPx / 2) * depth) / focalPx
    buffer.position[p + 1] = ((heightPx / 2 - py - 0.5) * depth) / focalPx
    buffer.position[p + 2] = -depth
  }
}
