import { isResting, type FaceExpression } from '../person/actor.ts'
import type { GBuffer } from '../render/gbuffer.ts'
import { frontalPose } from '../render/pose.ts'
import { portraitPose } from '../render/portrait.ts'
import type { Identity } from '../render/identity.ts'
import { renderGeometry, type Camera } from '../render/rasterise.ts'
import { rotationOf } from '../render/rotation.ts'
import { widened, type Window } from '../render/window.ts'
import { createPath } from '../scene/createPath.ts'
import { blurReach, lightPlate } from '../scene/lightPlate.ts'
import { pastePlate } from '../scene/pastePlate.ts'
import type { CreateScene } from '../scene/scene.ts'
import { holdAt } from './holdAt.ts'
import { paintPaper, renderPhoto } from './photoPaper.ts'
import { renderSheet, type Sheet } from './sheet.ts'

/** A hole in the paper; places and half axes are shares of the photo's width and height. */
interface Hole {
  u: number
  v: number
  halfU: number
  halfV: number
}

/** Width of a print on which a face has its real size, m (eyeSharePerMm of photoPaper.ts). */
const lifeSizeM = 0.2907
/** Depth of the lids and of the lips before the middle of the head, mm (identity.ts). */
const eyeDepthMm = 76
const lipDepthMm = 85
/** The paper lies so far before the middle of the head behind it, m: on the nose. */
const paperDepthM = 0.098
/** Half axes of the holes, mm. */
const mouthHoleMm = [31, 21] as const
const eyeHoleMm = [19, 10] as const
/** Light that reaches a face behind paper. */
const shade = 0.75

/**
 * A life-size photo of the person on paper with mouth and eyes cut out; another person's face behind it
 * blinks, opens the mouth and speaks as asked.
 */
export const createCutoutScene: CreateScene = setup => {
  const { situation, head, actor, size, viewCount } = setup
  const focalPx = situation.optics.focalShare * size.widthPx
  const camera = { ...size, focalPx }
  const behind = setup.otherHead()
  const photo = renderPhoto(head, size, 0)
  const heightM = (lifeSizeM * photo.heightPx) / photo.widthPx
  const paper = { widthM: lifeSizeM, heightM, distanceM: situation.faceDistanceM }
  const holes = holesFor(head.identity, photo.widthPx / photo.heightPx)
  const [mouth] = holes
  const paintPhoto = paintPaper(photo)
  const hold = (turn: number): Sheet =>
    holdAt(situation, paper, { yaw: 0, pitch: situation.motion.pitch, roll: 0 }, turn)

  function render(turn: number, expression: FaceExpression, window?: Window): GBuffer {
    const part: Camera = window ? { ...camera, window } : camera
    const sheet = hold(turn)
    const { yaw, pitch, roll, offsetXM, offsetYM, distanceM } = sheet
    // The attacker's mouth is where the photo's was.
    const mouthYM = offsetYM + (0.5 - mouth!.v) * heightM
    const face = renderGeometry(
      behind,
      {
        ...frontalPose,
        ...expression,
        yaw,
        pitch,
        roll,
        distanceM: distanceM + paperDepthM,
        offsetXM,
        offsetYM: mouthYM - behind.identity.shape.mouthY / 1000,
      },
      part,
      situation.wall,
    )
    return renderSheet(sheet, part, situation.wall, (buffer, pixel, u, v) => {
      if (holes.some(hole => isIn(hole, u, v))) copyPixel(face, buffer, pixel)
      else paintPhoto(buffer, pixel, u, v)
    })
  }

  const path = createPath(
    situation,
    viewCount,
    (turn, expression, resting) => {
      if (isResting(expression)) return lightPlate(render(turn, expression), situation)
      // Paper does not move its face: only what is seen through the holes differs.
      const inner = widened(windowAround(holes, hold(turn), camera), blurReach, camera)
      const window = widened(inner, blurReach, camera)
      const through = lightPlate(render(turn, expression, window), situation, camera.widthPx)
      return pastePlate(resting(), through, inner, window)
    },
    turn => {
      const { offsetXM, offsetYM, distanceM } = hold(turn)
      return [(offsetXM * focalPx) / distanceM, (-offsetYM * focalPx) / distanceM]
    },
  )
  return {
    prepare: () => path.prepare(),
    viewAt: (timeMs, sinceStartMs) => path.viewAt(timeMs, actor.expressionAt(timeMs, sinceStartMs)),
  }
}

/** Mouth first, then the eyes, where they are in the plain portrait. */
function holesFor({ eyes, shape }: Identity, widthOverHeight: number): Hole[] {
  const hole = (
    xMm: number,
    yMm: number,
    depthMm: number,
    [halfX, halfY]: readonly [number, number],
  ): Hole => {
    // portraitCamera: focal length three times the width.
    const scale = 3 / (portraitPose.distanceM * 1000 - depthMm)
    const y = yMm + portraitPose.offsetYM * 1000
    return {
      u: 0.5 + scale * xMm,
      v: 0.5 - scale * y * widthOverHeight,
      halfU: scale * halfX,
      halfV: scale * halfY * widthOverHeight,
    }
  }
  return [
    hole(0, shape.mouthY, lipDepthMm, mouthHoleMm),
    hole(-eyes.halfDistance, 0, eyeDepthMm, eyeHoleMm),
    hole(eyes.halfDistance, 0, eyeDepthMm, eyeHoleMm),
  ]
}

/** The part of the picture that shows the holes. */
function windowAround(holes: readonly Hole[], sheet: Sheet, camera: Camera): Window {
  const { widthPx, heightPx, focalPx } = camera
  const [rx, ux, , ry, uy, , rz, uz] = rotationOf({ ...frontalPose, ...sheet })
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { u, v, halfU, halfV } of holes) {
    for (const [signU, signV] of [
      [-1, -1],
      [-1, 1],
      [1, -1],
      [1, 1],
    ] as const) {
      const along = (u + signU * halfU - 0.5) * sheet.widthM
      const up = (0.5 - v - signV * halfV) * sheet.heightM
      const scale = focalPx / (sheet.distanceM - along * rz - up * uz)
      const x = widthPx / 2 + (sheet.offsetXM + along * rx + up * ux) * scale
      const y = heightPx / 2 - (sheet.offsetYM + along * ry + up * uy) * scale
      box.left = Math.min(box.left, Math.floor(x))
      box.right = Math.max(box.right, Math.ceil(x))
      box.top = Math.min(box.top, Math.floor(y))
      box.bottom = Math.max(box.bottom, Math.ceil(y))
    }
  }
  return widened(box, 0, camera)
}

function isIn({ u, v, halfU, halfV }: Hole, atU: number, atV: number): boolean {
  return Math.hypot((atU - u) / halfU, (atV - v) / halfV) < 1
}

function copyPixel(from: GBuffer, to: GBuffer, pixel: number): void {
  for (let p = pixel * 3; p < pixel * 3 + 3; p += 1) {
    to.albedo[p] = from.albedo[p]!
    to.normal[p] = from.normal[p]!
    to.position[p] = from.position[p]!
  }
  to.occlusion[pixel] = from.occlusion[pixel]! * shade
  to.gloss[pixel] = from.gloss[pixel]!
  to.part[pixel] = from.part[pixel]!
}
