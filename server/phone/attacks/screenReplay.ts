import { Part } from '../render/gbuffer.ts'
import { createRandom } from '../render/random.ts'
import { createPath } from '../scene/createPath.ts'
import { lightPlate } from '../scene/lightPlate.ts'
import type { Plate } from '../scene/plate.ts'
import type { CreateScene } from '../scene/scene.ts'
import { temperatureColour } from '../scene/temperatureColour.ts'
import { createGlow } from './glow.ts'
import { holdAt } from './holdAt.ts'
import { createRecording } from './recording.ts'
import { renderSheet } from './sheet.ts'

/** A lit plate of a device, with what part of its picture every pixel shows. */
interface DevicePlate extends Plate {
  /** u and v (0 … 1) of each pixel; −1 where there is no picture. */
  places: Float32Array
}

/** Videos of such ceremonies are small. */
const videoSize = { widthPx: 240, heightPx: 320 } as const
/** Frame around the picture, share of the device's width. */
const bezel = 0.045
const glass = { albedo: 0.008, gloss: 0.04 } as const
const frame = { albedo: 0.02, gloss: 0.03 } as const

/**
 * A phone or tablet before the camera that plays a video of the person. It shines by itself, with
 * the colours of another code or of none; of our light its glass returns a little glare.
 */
export const createScreenReplayScene: CreateScene = setup => {
  const { situation, head, size, viewCount } = setup
  const random = createRandom(situation.seed ^ 0x5bd1e995)
  const between = (low: number, high: number): number => low + (high - low) * random()
  const { focalShare } = situation.optics
  const focalPx = focalShare * size.widthPx
  const recording = createRecording(setup, {
    light: random() < 0.5 ? 'past' : 'plain',
    size: videoSize,
  })
  const widthM = random() < 0.3 ? 0.068 : between(0.14, 0.18)
  const heightM = widthM * (bezel * 2 + ((1 - bezel * 2) * size.heightPx) / size.widthPx)
  const zoom = between(1, 1.25)
  const eyesM = (2 * head.identity.eyes.halfDistance) / 1000
  const shownEyeShare =
    (zoom * recording.situation.optics.focalShare * eyesM) / recording.situation.faceDistanceM
  const eyeShare = between(0.19, 0.23)
  const distanceM = (focalShare * widthM * (1 - bezel * 2) * shownEyeShare) / eyeShare
  const tilt = { yaw: between(-0.2, 0.2), pitch: between(-0.2, 0.2), roll: between(-0.04, 0.04) }
  const hold = (turn: number) => holdAt(situation, { widthM, heightM, distanceM }, tilt, turn)
  const white = temperatureColour(between(6500, 8500))
  const glow = createGlow({
    size,
    white,
    luminance: between(200, 450),
    moire: between(0.005, 0.03),
    moireStep: [between(0.9, 2.2), between(0.9, 2.2)],
  })

  const render = (turn: number): DevicePlate => {
    const places = new Float32Array(size.widthPx * size.heightPx * 2).fill(-1)
    const buffer = renderSheet(
      hold(turn),
      { ...size, focalPx },
      situation.wall,
      ({ albedo, gloss, part }, pixel, u, v) => {
        const inU = (u - bezel) / (1 - bezel * 2)
        const edge = (bezel * widthM) / heightM
        const inV = (v - edge) / (1 - edge * 2)
        const isPicture = inU > 0 && inU < 1 && inV > 0 && inV < 1
        const surface = isPicture ? glass : frame
        albedo.fill(surface.albedo, pixel * 3, pixel * 3 + 3)
        gloss[pixel] = surface.gloss
        part[pixel] = Part.glasses
        if (!isPicture) return
        places[pixel * 2] = 0.5 + (inU - 0.5) / zoom
        places[pixel * 2 + 1] = 0.5 + (inV - 0.5) / zoom
      },
    )
    return { ...lightPlate(buffer, situation), places }
  }
  const path = createPath(situation, viewCount, render, turn => {
    const { offsetXM, offsetYM } = hold(turn)
    return [(offsetXM * focalPx) / distanceM, (-offsetYM * focalPx) / distanceM]
  })

  return {
    white,
    prepare() {
      recording.prepare()
      path.prepare()
    },
    viewAt(timeMs, sinceStartMs) {
      const view = path.viewAt(timeMs)
      const picture = recording.pictureAt(timeMs, sinceStartMs)
      return { ...view, plate: glow(view.plate, view.plate.places, picture) }
    },
  }
}
