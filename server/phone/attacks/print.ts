import { renderPortrait } from '../render/portrait.ts'
import { createRandom } from '../render/random.ts'
import { createPath } from '../scene/createPath.ts'
import { lightPlate } from '../scene/lightPlate.ts'
import type { CreateScene } from '../scene/scene.ts'
import { holdAt } from './holdAt.ts'
import { renderSheet } from './sheet.ts'
import { readTexture } from './texture.ts'

/** The photo is rendered about as sharp as the camera can see it, and not sharper than this. */
const maxPhotoWidthPx = 480
/** Distance of the pupils in such a portrait, as a share of its width, per mm of the real one. */
const eyeSharePerMm = 0.00344
/** Reflectance of full ink and of bare matte paper. */
const ink = 0.035
const paper = 0.82
const paperGloss = 0.008

/**
 * A photo of the person on matte paper, held by hand before the camera: really lit by the room and by
 * the screen's colours, but flat.
 */
export const createPrintScene: CreateScene = ({ situation, head, size, viewCount }) => {
  const random = createRandom(situation.seed ^ 0x165667b1)
  const between = (low: number, high: number): number => low + (high - low) * random()
  const photoWidthPx = Math.min(maxPhotoWidthPx, Math.round(size.widthPx * 1.2))
  const photoHeightPx = Math.round((photoWidthPx * 4) / 3)
  const focalPx = situation.optics.focalShare * size.widthPx
  const photo = renderPortrait({
    seed: head,
    variation: 11 + Math.floor(20 * random()),
    widthPx: photoWidthPx,
    heightPx: photoHeightPx,
  })
  const widthM = between(0.18, 0.3)
  const heightM = (widthM * photoHeightPx) / photoWidthPx
  const eyesM = widthM * eyeSharePerMm * 2 * head.identity.eyes.halfDistance
  const distanceM = (situation.optics.focalShare * eyesM) / between(0.19, 0.25)
  const tilt = {
    yaw: between(-0.16, 0.16),
    pitch: between(-0.14, 0.14),
    roll: between(-0.05, 0.05),
  }
  const hold = (turn: number) => holdAt(situation, { widthM, heightM, distanceM }, tilt, turn)

  const path = createPath(
    situation,
    viewCount,
    turn => {
      const buffer = renderSheet(
        hold(turn),
        { ...size, focalPx },
        situation.wall,
        ({ albedo, gloss }, pixel, u, v) => {
          const p = pixel * 3
          readTexture(photo, u, v, albedo, p)
          for (let i = p; i < p + 3; i += 1) albedo[i] = ink + (paper - ink) * albedo[i]!
          gloss[pixel] = paperGloss
        },
      )
      return lightPlate(buffer, situation)
    },
    turn => {
      const { offsetXM, offsetYM } = hold(turn)
      return [(offsetXM * focalPx) / distanceM, (-offsetYM * focalPx) / distanceM]
    },
  )
  return { prepare: () => path.prepare(), viewAt: timeMs => path.viewAt(timeMs) }
}
