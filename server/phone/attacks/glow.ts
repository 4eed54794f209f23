import type { Picture } from '../camera/picture.ts'
import type { Rgb } from '../render/identity.ts'
import type { Plate, PictureSize } from '../scene/plate.ts'
import { readTexture } from './texture.ts'

/** How a display shines. */
export interface GlowSettings {
  size: PictureSize
  /** Linear colour of white, luminance 1. */
  white: Rgb
  /** Of full white, cd/m². */
  luminance: number
  /** Depth of the beat between its pixels and the camera's, share of the light. */
  moire: number
  /** Phase of the beat from pixel to pixel, radians: to the right, down. */
  moireStep: readonly [number, number]
}

/** Light of black over light of white. */
const black = 0.0012

/**
 * Adds the light of a shown picture to a plate.
 *
 * @returns takes the plate, the place in the picture that each of its pixels shows (u, v; −1 = none),
 * and the picture; the plate it gives is good until the next call
 */
export function createGlow(
  settings: GlowSettings,
): (plate: Plate, places: Float32Array, picture: Picture) => Plate {
  const { size, white, luminance, moire, moireStep } = settings
  const room = new Float32Array(size.widthPx * size.heightPx * 3)
  const shown = new Float32Array(3)
  const wave = (length: number, step: number, depth: number): Float32Array =>
    Float32Array.from({ length }, (_, index) => depth * Math.sin(index * step))
  const across = wave(size.widthPx, moireStep[0], moire)
  const down = wave(size.heightPx, moireStep[1], 1)
  return (plate, places, picture) => {
    room.set(plate.room)
    for (let pixel = 0; pixel < places.length / 2; pixel += 1) {
      const u = places[pixel * 2]!
      if (u < 0) continue
      readTexture(picture, u, places[pixel * 2 + 1]!, shown, 0)
      const x = pixel % size.widthPx
      const y = (pixel - x) / size.widthPx
      const beat = 1 + across[x]! * down[y]!
      for (let channel = 0; channel < 3; channel += 1) {
        const light = (black + (1 - black) * shown[channel]!) * white[channel]! * luminance * beat
        const p = pixel * 3 + channel
        room[p] = room[p]! + light
      }
    }
    return { ...plate, room }
  }
}
