import { createRandom } from '../render/random.ts'
import { createPath } from '../scene/createPath.ts'
import { lightPlate } from '../scene/lightPlate.ts'
import type { CreateScene } from '../scene/scene.ts'
import { renderBentSheet, type BentSheet } from './bentSheet.ts'
import { holdAt } from './holdAt.ts'
import { eyeSharePerMm, paintPaper, renderPhoto } from './photoPaper.ts'

/** Views of a waved sheet differ more than those of a quiet one. */
const viewFactor = 2

/**
 * A photo of the person on matte paper, bent around a cylinder about as round as a head and waved to and
 * fro: it has the relief of a cheek to cheek, and seems to turn.
 */
export const createCurvedPrintScene: CreateScene = ({ situation, head, size, viewCount }) => {
  const random = createRandom(situation.seed ^ 0x510b1a35)
  const between = (low: number, high: number): number => low + (high - low) * random()
  const focalPx = situation.optics.focalShare * size.widthPx
  const photo = renderPhoto(head, size, 11 + Math.floor(20 * random()))
  const widthM = between(0.2, 0.3)
  const heightM = (widthM * photo.heightPx) / photo.widthPx
  const radiusM = between(0.09, 0.16)
  const eyesM = widthM * eyeSharePerMm * 2 * head.identity.eyes.halfDistance
  const distanceM = (situation.optics.focalShare * eyesM) / between(0.19, 0.25)
  const tilt = { yaw: between(-0.1, 0.1), pitch: between(-0.1, 0.1), roll: between(-0.05, 0.05) }
  const waveYaw = between(0.08, 0.2)
  const hold = (turn: number): BentSheet => {
    const held = holdAt(situation, { widthM, heightM, distanceM }, tilt, turn)
    return { ...held, yaw: held.yaw + waveYaw * Math.sin(2 * Math.PI * turn), radiusM }
  }
  const paint = paintPaper(photo)

  const path = createPath(
    situation,
    viewCount * viewFactor,
    turn =>
      lightPlate(
        renderBentSheet(hold(turn), { ...size, focalPx }, situation.wall, paint),
        situation,
      ),
    turn => {
      const { offsetXM, offsetYM } = hold(turn)
      return [(offsetXM * focalPx) / distanceM, (-offsetYM * focalPx) / distanceM]
    },
  )
  return { prepare: () => path.prepare(), viewAt: timeMs => path.viewAt(timeMs) }
}
