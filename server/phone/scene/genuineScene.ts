import { renderGeometry } from '../render/rasterise.ts'
import { createPath } from './createPath.ts'
import { lightPlate } from './lightPlate.ts'
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
  const path = createPath(
    situation,
    viewCount,
    (turn, expression) => {
      const pose = { ...poseAt(situation, head.identity, turn), ...expression }
      const buffer = renderGeometry(head, pose, { ...size, focalPx }, situation.wall)
      return lightPlate(buffer, situation)
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
