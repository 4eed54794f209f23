import { renderGeometry } from '../render/rasterise.ts'
import { createPath } from './createPath.ts'
import { isResting } from '../person/actor.ts'
import { lightPlate } from './lightPlate.ts'
import { retouch } from './retouch.ts'
import { poseAt } from './poseAt.ts'
import type { LensScene, SceneSetup } from './scene.ts'

/** Openings that are tried before anybody looks. */
const rehearsed = [0.21, 0.31, 0.41, 0.51] as const

/** A living person before the phone. */
export function createGenuineScene({
  situation,
  head,
  actor,
  size,
  viewCount,
}: SceneSetup): LensScene {
  const focalPx = situation.optics.focalShare * size.widthPx
  const camera = { ...size, focalPx }
  const path = createPath(
    situation,
    viewCount,
    (turn, expression, resting) => {
      const still = poseAt(situation, head.identity, turn)
      const pose = { ...still, ...expression }
      return isResting(expression)
        ? lightPlate(renderGeometry(head, pose, camera, situation.wall), situation)
        : retouch(resting(), { situation, head, camera, still, pose })
    },
    turn => {
      const { offsetXM, offsetYM } = poseAt(situation, head.identity, turn)
      const scale = focalPx / situation.faceDistanceM
      return [offsetXM * scale, -offsetYM * scale]
    },
  )
  return {
    prepare() {
      path.prepare()
      // Code that runs for the first time is several times slower than it will be.
      for (const mouthOpen of rehearsed) path.viewAt(0, { mouthOpen, eyeClose: 1, lipRound: 0.5 })
    },
    viewAt: (timeMs, sinceStartMs) => path.viewAt(timeMs, actor.expressionAt(timeMs, sinceStartMs)),
  }
}
