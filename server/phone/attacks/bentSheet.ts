import { createGBuffer, Part } from '../render/gbuffer.ts'
import type { GBuffer } from '../render/gbuffer.ts'
import { frontalPose } from '../render/pose.ts'
import type { Camera } from '../render/rasterise.ts'
import { rotationOf } from '../render/rotation.ts'
import { fillWall } from '../render/wall.ts'
import type { Wall } from '../render/wall.ts'
import type { Sheet } from './sheet.ts'

/** A sheet bent around an upright cylinder, its middle towards the lens. */
export interface BentSheet extends Sheet {
  /** Of the cylinder, m; more than the sheet's width over π. */
  radiusM: number
}

/** As renderSheet, for a bent one: `u` runs along the bent paper. */
export function renderBentSheet(
  sheet: BentSheet,
  camera: Camera,
  wall: Wall,
  paint: (buffer: GBuffer, pixel: number, u: number, v: number) => void,
): GBuffer {
  const { widthPx, heightPx, focalPx } = camera
  const buffer = createGBuffer(widthPx, heightPx)
  const nobody = new Int32Array(widthPx * heightPx).fill(-1)
  fillWall(buffer, camera, sheet.distanceM, nobody, wall)
  const [rx, ux, nx, ry, uy, ny, rz, uz, nz] = rotationOf({ ...frontalPose, ...sheet })
  const { offsetXM, offsetYM, distanceM, radiusM } = sheet
  // The lens, seen from the sheet's middle: along its width, its height, its normal.
  const lensR = -(offsetXM * rx + offsetYM * ry - distanceM * rz)
  const lensU = -(offsetXM * ux + offsetYM * uy - distanceM * uz)
  // From the cylinder's axis, which lies behind the sheet.
  const lensN = -(offsetXM * nx + offsetYM * ny - distanceM * nz) + radiusM
  const c = lensR * lensR + lensN * lensN - radiusM * radiusM
  for (let py = 0; py < heightPx; py += 1) {
    const dy = (heightPx / 2 - py - 0.5) / focalPx
    for (let px = 0; px < widthPx; px += 1) {
      const dx = (px + 0.5 - widthPx / 2) / focalPx
      const wayR = dx * rx + dy * ry - rz
      const wayN = dx * nx + dy * ny - nz
      const a = wayR * wayR + wayN * wayN
      const half = lensR * wayR + lensN * wayN
      const root = half * half - a * c
      if (root <= 0) continue
      const depth = (-half - Math.sqrt(root)) / a
      const sine = (lensR + depth * wayR) / radiusM
      const cosine = (lensN + depth * wayN) / radiusM
      const u = (Math.atan2(sine, cosine) * radiusM) / sheet.widthM + 0.5
      const height = lensU + depth * (dx * ux + dy * uy - uz)
      const v = 0.5 - height / sheet.heightM
      if (u < 0 || u >= 1 || v < 0 || v >= 1) continue
      const pixel = py * widthPx + px
      buffer.normal.set(
        [sine * rx + cosine * nx, sine * ry + cosine * ny, sine * rz + cosine * nz],
        pixel * 3,
      )
      buffer.position.set([dx * depth, dy * depth, -depth], pixel * 3)
      buffer.occlusion[pixel] = 1
      buffer.part[pixel] = Part.wall
      paint(buffer, pixel, u, v)
    }
  }
  return buffer
}
