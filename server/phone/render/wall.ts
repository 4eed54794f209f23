import { noise } from './noise.ts'
import { Part } from './gbuffer.ts'
import type { GBuffer } from './gbuffer.ts'
import type { Rgb } from './identity.ts'
import { windowOf, type Camera } from './rasterise.ts'

/** A plain wall parallel to the picture. */
export interface Wall {
  /** From the middle of the head to the wall, metres. */
  behindM: number
  /** Reflectance at the middle of the picture. */
  albedo: Rgb
  /** Moves the pattern of stains; any number. */
  pattern: number
}

const PLAIN_WALL: Wall = { behindM: 1.2, albedo: [0.52, 0.53, 0.55], pattern: 0 }

/**
 * Fills what nobody covers with a wall: a gradient, broad stains and fine grain.
 *
 * @param covered a number ≥ 0 for each pixel of the window that shows the person
 */
export function fillWall(
  buffer: GBuffer,
  camera: Camera,
  headDistanceM: number,
  covered: Int32Array,
  wall: Wall = PLAIN_WALL,
): void {
  const { widthPx, heightPx } = camera
  const { left, top, right, bottom } = windowOf(camera)
  const depth = headDistanceM + wall.behindM
  const [red, green, blue] = wall.albedo
  for (let py = top; py < bottom; py += 1) {
    const y = ((heightPx / 2 - py - 0.5) * depth) / camera.focalPx
    for (let px = left; px < right; px += 1) {
      const x = ((px + 0.5 - widthPx / 2) * depth) / camera.focalPx
      const pixel = (py - top) * buffer.widthPx + px - left
      if (covered[pixel]! >= 0) continue
      const p = pixel * 3
      const stain = noise(x * 1.7 + wall.pattern, y * 1.7, 3.3) * 0.09
      const grain = noise(x * 90, y * 90, wall.pattern) * 0.02
      const shade = 1 + 0.12 * y + 0.05 * x + stain + grain
      buffer.albedo[p] = red * shade
      buffer.albedo[p + 1] = green * shade
      buffer.albedo[p + 2] = blue * shade
      buffer.normal[p + 2] = 1
      buffer.position[p] = x
      buffer.position[p + 1] = y
      buffer.position[p + 2] = -depth
      buffer.occlusion[pixel] = 1
      buffer.part[pixel] = Part.wall
    }
  }
}
