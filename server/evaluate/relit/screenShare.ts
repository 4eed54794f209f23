import { frameSize, type Subject } from './subject.ts'

/** Screen of a phone, m, its upper edge this far below the lens (liveness.md §1.3). */
const screen = { widthM: 0.068, heightM: 0.145, belowLensM: 0.008 } as const

/** Points that stand for the screen's area. */
const across = 4
const down = 8

/** A surface per pixel: where it lies behind the eyes' plane, and how it is turned. */
export type Surface = Pick<Subject, 'normals' | 'depthM' | 'metresPerPx'>

/**
 * Irradiance of every pixel's surface under a white screen of luminance 1, in lx per cd/m²:
 * ∫ cos θ cos θ′ / r² dA over the screen, both Lambertian.
 */
export function screenShare(surface: Surface, distanceM: number): Float32Array {
  const { width, height } = frameSize
  const share = new Float32Array(width * height)
  const areaM2 = (screen.widthM * screen.heightM) / (across * down)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const z = distanceM + surface.depthM[at]!
      const spread = (surface.metresPerPx * z) / distanceM
      const px = (x - width / 2) * spread
      const py = (y - height / 2) * spread
      const [nx, ny, nz] = surface.normals.subarray(3 * at, 3 * at + 3)
      let sum = 0
      for (let j = 0; j < down; j++) {
        const sy = screen.belowLensM + ((j + 0.5) / down) * screen.heightM
        for (let i = 0; i < across; i++) {
          const sx = ((i + 0.5) / across - 0.5) * screen.widthM
          const dx = sx - px
          const dy = sy - py
          const square = dx * dx + dy * dy + z * z
          const r = Math.sqrt(square)
          const cosSurface = (dx * nx! + dy * ny! - z * nz!) / r
          if (cosSurface > 0) sum += (cosSurface * (z / r) * areaM2) / square
        }
      }
      share[at] = sum
    }
  }
  return share
}

/** A flat sheet that fills the frame at the face's distance, turned by so many radians. */
export function flatSurface(metresPerPx: number, yaw: number, pitch: number): Surface {
  const { width, height } = frameSize
  const normal = [Math.sin(yaw), Math.sin(pitch), -Math.cos(yaw) * Math.cos(pitch)]
  const length = Math.hypot(...normal)
  const normals = new Float32Array(width * height * 3)
  const depthM = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      normals.set(
        normal.map(value => value / length),
        3 * at,
      )
      depthM[at] =
        ((x - width / 2) * Math.tan(yaw) + (y - height / 2) * Math.tan(pitch)) * metresPerPx
    }
  }
  return { normals, depthM, metresPerPx }
}
