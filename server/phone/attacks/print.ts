import { createRandom } from '../render/random.ts'
import { createPath } from '../scene/createPath.ts'
import { lightPlate } from '../scene/lightPlate.ts'
import type { CreateScene } from '../scene/scene.ts'
import { holdAt } from './holdAt.ts'
import { eyeSharePerMm, paintPaper, renderPhoto } from './photoPaper.ts'
import { renderSheet } from './sheet.ts'

/**
 * A photo of the person on matte paper, held by hand before the camera: really lit by the room and by
 * the screen's colours, but flat.
 */
export const createPrintScene: CreateScene = ({ situation, head, size, viewCount }) => {
  const random = createRandom(situation.seed ^ 0x165667b1)
  const between = (low: number, high: number): number => low + (high - low) * random()
  const focalPx = situation.optics.focalShare * size.widthPx
  const photo = renderPhoto(head, size, 11 + Math.floor(20 * random()))
  const widthM = between(0.18, 0.3)
  const heightM = (widthM * photo.heightPx) / photo.widthPx
  const eyesM = widthM * eyeSharePerMm * 2 * head.identity.eyes.halfDistance
  const distanceM = (situation.optics.focalShare * eyesM) / between(0.19, 0.25)
  const tilt = {
    yaw: between(-0.16, 0.16),
    pitch: between(-0.14, 0.14),
    roll: between(-0.05, 0.05),
  }
  const hold = (turn: number) => holdAt(situation, { widthM, heightM, distanceM }, tilt, turn)
  const paint = paintPaper(photo)

  const path = createPath(
    situation,
    viewCount,
    turn =>
      lightPlate(renderSheet(hold(turn), { ...size, focalPx }, situation.wall, paint), situation),
    turn => {
      const { offsetXM, offsetYM } = hold(turn)
      return [(offsetXM * focalPx) / distanceM, (-offsetYM * focalPx) / distanceM]
    },
  )
  return { prepare: () => path.prepare(), viewAt: timeMs => path.viewAt(timeMs) }
}
