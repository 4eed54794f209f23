import { createDisplay } from '../camera/display.ts'
import { restingActor } from '../person/actor.ts'
import { createGenuineScene } from '../scene/genuineScene.ts'
import type { CreateScene } from '../scene/scene.ts'
import { withOwnLight } from './ownLight.ts'

/** One photo of the person instead of the camera's picture, again and again, with fresh noise. */
export const createStaticPhotoScene: CreateScene = setup => {
  const display = createDisplay(setup.situation.screen)
  const genuine = createGenuineScene({ ...setup, actor: restingActor, viewCount: 1 })
  const viewAt = () => genuine.viewAt(0, -Infinity)
  const frozen = { viewAt, prepare: () => genuine.prepare() }
  return withOwnLight(frozen, () => display.lightBetween(-1, 0))
}
