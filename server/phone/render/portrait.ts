import { develop } from './camera.ts'
import { buildHead } from './head.ts'
import type { Head } from './head.ts'
import { lightScene } from './light.ts'
import type { Light } from './light.ts'
import { frontalPose } from './pose.ts'
import type { Pose } from './pose.ts'
import { createRandom } from './random.ts'
import { renderGeometry } from './rasterise.ts'
import type { Camera } from './rasterise.ts'
import { shrink } from './shrink.ts'
import type { Wall } from './wall.ts'

/** What to picture. */
export interface PortraitRequest {
  /** The person: a seed, or a head that was built before. */
  seed: number | Head
  /** 0 = the plain photo; other whole numbers change pose, light, smile and noise a little. */
  variation?: number
  /** Default 480 × 640. */
  widthPx?: number
  heightPx?: number
}

/** How a head is held for the plain photo. */
export const portraitPose: Pose = { ...frontalPose, distanceM: 0.95, offsetYM: 0.022 }

export const portraitWall: Wall = { behindM: 0.9, albedo: [0.5, 0.54, 0.6], pattern: 0 }

export function portraitCamera(widthPx: number, heightPx: number): Camera {
  return { widthPx, heightPx, focalPx: 3 * widthPx }
}

/** Samples per pixel along each axis. */
const OVERSAMPLING = 2

/**
 * A frontal photo as for an identity card: head and shoulders before a light wall, soft light.
 * Deterministic. Takes some hundred milliseconds, most of them for building the head.
 *
 * @returns 8-bit sRGB, three bytes a pixel, rows from the top
 */
export function renderPortrait(request: PortraitRequest): {
  rgb: Uint8Array
  widthPx: number
  heightPx: number
} {
  const { seed, variation = 0, widthPx = 480, heightPx = 640 } = request
  const head = typeof seed === 'number' ? buildHead(seed) : seed
  const random = createRandom(head.identity.seed * 7919 + variation)
  const spread = (reach: number): number =>
    variation === 0 ? 0 : reach * (random() + random() - 1)
  const pose: Pose = {
    ...portraitPose,
    offsetXM: spread(0.012),
    offsetYM: portraitPose.offsetYM + spread(0.012),
    yaw: spread(0.2),
    pitch: spread(0.12),
    roll: spread(0.1),
    smile: variation === 0 ? 0 : 0.5 * random(),
  }
  const warmth = 1 + spread(0.12)
  const lights: Light[] = [
    { kind: 'ambient', ground: 0.45, colour: [210 * warmth, 210, 210 / warmth] },
    { kind: 'directional', towards: [-0.5 + spread(0.9), 0.55, 0.85], colour: [210, 205, 198] },
    { kind: 'directional', towards: [0.7, 0.2, 0.8 + spread(0.3)], colour: [80, 82, 86] },
  ]
  const camera = portraitCamera(widthPx * OVERSAMPLING, heightPx * OVERSAMPLING)
  const buffer = renderGeometry(head, pose, camera, { ...portraitWall, pattern: variation })
  const linear = shrink(lightScene(buffer, lights), widthPx, heightPx, OVERSAMPLING)
  const rgb = develop(
    linear,
    widthPx,
    heightPx,
    {
      exposure: portraitExposure(head),
      whiteBalance: [1, 1, 1],
      shotNoise: 0.00006,
      readNoise: 0.002,
      blurPx: 0.5,
    },
    random,
  )
  return { rgb, widthPx, heightPx }
}

/** The lamps are known, so expose for them, and a little longer for dark skin as a photographer does. */
function portraitExposure({ identity }: Head): number {
  const [red, green, blue] = identity.skin.albedo
  const reflectance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return 0.0082 * Math.pow(0.5 / reflectance, 0.16)
}
