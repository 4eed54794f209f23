import { blur } from '../render/blur.ts'
import type { GBuffer } from '../render/gbuffer.ts'
import { lightTransport, mixLights } from '../render/light.ts'
import type { Light } from '../render/light.ts'
import type { Plate } from './plate.ts'
import type { Screen, Situation } from './situation.ts'

/** How far the lens blur (render/blur.ts) carries a change, px. */
export const blurReach = 2

/** The phone's screen as a light of luminance 1. */
export function screenLight({ widthM, heightM, belowLensM }: Screen): Light {
  const centre = [0, -belowLensM - heightM / 2, 0] as const
  return { kind: 'screen', centre, widthM, heightM, colour: [1, 1, 1] }
}

/**
 * Lights a G-buffer with the room and, apart from it, with the phone's screen.
 *
 * @param pictureWidthPx width of the whole picture, where the buffer is a part of it
 */
export function lightPlate(
  buffer: GBuffer,
  { room, screen, optics }: Situation,
  pictureWidthPx = buffer.widthPx,
): Plate {
  const { widthPx, heightPx } = buffer
  const blurPx = optics.blurShare * pictureWidthPx
  const lit = (lights: readonly Light[]): Float32Array => {
    const parts = lights.map(light => ({
      transport: lightTransport(buffer, light),
      colour: light.colour,
    }))
    return blur(mixLights(buffer, parts), widthPx, heightPx, blurPx)
  }
  return { widthPx, heightPx, room: lit(room), screen: lit([screenLight(screen)]) }
}
