import type { LightSecret } from '../../server/domain/light/generateLightChallenge.ts'
import type { Rgb } from '../../server/domain/lightFrame.ts'
import type { Bend } from './simulatedSurface.ts'

/** What is before the camera. */
export type Subject =
  | { kind: 'face' }
  /** A print; `fills`: its paper is the background too. Gloss 0–1 between matte and photo paper. */
  | {
      kind: 'print'
      bend: Bend
      tiltDeg: readonly [number, number]
      fills: boolean
      gloss: number
      nose?: boolean
    }
  /** A display that plays a video of a face; lit by another ceremony or, without one, by none. */
  | { kind: 'display'; lit: LightSecret | null; nits: number; gloss: number; delayMs: number }

export interface Scene {
  subject: Subject
  /** Mean illuminance of the face by the room, lux, and its colour. */
  roomLux: number
  roomColour: Rgb
  /** Share 0–1 of the room's light that comes from everywhere, and where the rest comes from. */
  diffuse: number
  lampFrom: readonly [number, number, number]
  /** Luminance of the phone's white, cd/m²; its gamma. */
  screenNits: number
  gamma: number
  distanceM: number
  skin: Rgb
  beard: boolean
  glasses: boolean
  /** Distance from the face to the wall behind it, m; null: nothing of it is seen. */
  wallM: number | null
  framesPerSecond: number
  dropRate: number
  lagMs: number
  /** Standard deviation of a pixel's noise, 8-bit steps. */
  noise: number
  /** Deviation of the camera's curve from sRGB, 0–1, and mixing of the channels. */
  contrast: number
  crosstalk: number
  /** 0–1; how far white balance follows the scene, and how fast, s. */
  whiteBalance: number
  whiteBalanceS: number
  exposureS: number
  yawDeg: number
  pitchDeg: number
  /** The mesh sits beside the face by this, m, and flattens it by this factor. */
  meshSlip: readonly [number, number]
  meshDepth: number
  /** How much the head sways: eye distances in a second. */
  sway: number
}
