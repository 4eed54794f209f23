import { createGBuffer, Part } from '../render/gbuffer.ts'
import type { GBuffer } from '../render/gbuffer.ts'
import { windowOf, type Camera } from '../render/rasterise.ts'
import { rotationOf } from '../render/rotation.ts'
import { frontalPose } from '../render/pose.ts'
import { fillWall } from '../render/wall.ts'
import type { Wall } from '../render/wall.ts'

/** A flat rectangle before the lens: a print, a tablet. Camera space (gbuffer.ts), metres. */
export interface Sheet {
  widthM: number
  heightM: number
  /** Middle of the sheet against the optical axis; distance > 0. */
  offsetXM: number
  offsetYM: number
  distanceM: number
  /** Turns, as of a head (pose.ts). */
  yaw: number
  pitch: number
  roll: number
}

/**
 * Geometry pass for a sheet before a wall. What is on the sheet is left to the caller: it gets the
 * place of every visible pixel and fills in albedo and gloss. With a window in the camera the buffer
 * is as large as that.
 *
 * @param paint `u`, `v` = place on the sheet, 0 … 1 from its left and its top; `pixel` = index of
 * the pixel in the buffer
 */
export function renderSheet(
  sheet: Sheet,
  camera: Camera,
  wall: Wall,
  paint: (buffer: GBuffer, pixel: number, u: number, v: number) => void,
): GBuffer {
  const { widthPx, heightPx, focalPx } = camera
  const { left, top, right, bottom } = windowOf(camera)
  const buffer = createGBuffer(right - left, bottom - top)
  const nobody = new Int32Array(buffer.part.length).fill(-1)
  fillWall(buffer, camera, sheet.distanceM, nobody, wall)
  const [rx, ux, nx, ry, uy, ny, rz, uz, nz] = rotationOf({ ...frontalPose, ...sheet })
  const { offsetXM: cx, offsetYM: cy, distanceM } = sheet
  const away = cx * nx + cy * ny - distanceM * nz
  for (let py = top; py < bottom; py += 1) {
    const dy = (heightPx / 2 - py - 0.5) / focalPx
    for (let px = left; px < right; px += 1) {
      const dx = (px + 0.5 - widthPx / 2) / focalPx
      const depth = away / (dx * nx + dy * ny - nz)
      const x = dx * depth - cx
      const y = dy * depth - cy
      const z = distanceM - depth
      const u = (x * rx + y * ry + z * rz) / sheet.widthM + 0.5
      const v = 0.5 - (x * ux + y * uy + z * uz) / sheet.heightM
      if (u < 0 || u >= 1 || v < 0 || v >= 1) continue
      const pixel = (py - top) * buffer.widthPx + px - left
      buffer.normal.set([nx, ny, nz], pixel * 3)
      buffer.position.set([dx * depth, dy * depth, -depth], pixel * 3)
      buffer.occlusion[pixel] = 1
      buffer.part[pixel] = Part.wall
      paint(buffer, pixel, u, v)
    }
  }
  return buffer
}
