import { renderGeometry } from '../render/rasterise.ts'
import { createPath } from './createPath.ts'
import { isResting } from '../person/actor.ts'
import { lightPlate } from './lightPlate.ts'
import { retouch } from './retouch.ts'
import { poseAt } from './poseAt.ts'
import type { LensScene, SceneSetup } from './scene.ts'

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
    prepare: () => path.prepare(),
    viewAt: (timeMs, sinceStartMs) => path.viewAt(timeMs, actor.expressionAt(timeMs, sinceStartMs)),
  }
}
