import type { Picture } from '../camera/picture.ts'
import type { GBuffer } from '../render/gbuffer.ts'
import type { Head } from '../render/head.ts'
import { renderPortrait } from '../render/portrait.ts'
import type { PictureSize } from '../scene/plate.ts'
import { readTexture } from './texture.ts'

/** The photo is rendered about as sharp as the camera can see it, and not sharper than this. */
const maxPhotoWidthPx = 480
/** Distance of the pupils in such a portrait, as a share of its width, per mm of the real one. */
export const eyeSharePerMm = 0.00344
/** Reflectance of full ink and of bare matte paper. */
const ink = 0.035
const paper = 0.82
const paperGloss = 0.008

/**
 * The photo that is printed.
 *
 * @param size of the camera's picture
 * @param variation portrait.ts
 */
export function renderPhoto(head: Head, size: PictureSize, variation: number): Picture {
  const widthPx = Math.min(maxPhotoWidthPx, Math.round(size.widthPx * 1.2))
  const heightPx = Math.round((widthPx * 4) / 3)
  return renderPortrait({ seed: head, variation, widthPx, heightPx })
}

/** Matte paper with a photo on it: fills in a pixel that shows the place `u`, `v` (0 … 1) of the photo. */
export function paintPaper(photo: Picture) {
  return ({ albedo, gloss }: GBuffer, pixel: number, u: number, v: number): void => {
    const p = pixel * 3
    readTexture(photo, u, v, albedo, p)
    for (let i = p; i < p + 3; i += 1) albedo[i] = ink + (paper - ink) * albedo[i]!
    gloss[pixel] = paperGloss
  }
}
