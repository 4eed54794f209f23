import { createGenuineScene } from '../scene/genuineScene.ts'
import type { CreateScene } from '../scene/scene.ts'
import { createPastDisplay } from './pastDisplay.ts'
import { withOwnLight } from './ownLight.ts'

/**
 * The recording of an earlier, honest ceremony of the same person, put in place of the camera's
 * picture and started in time with the new challenge.
 */
export const createWrongCodeScene: CreateScene = setup => {
  const { timing, optics } = setup.situation
  const display = createPastDisplay(setup.mode, setup.situation)
  const actor = setup.pastActor(setup.situation.seed)
  return withOwnLight(createGenuineScene({ ...setup, actor }), sinceStartMs => {
    const middleMs = sinceStartMs - timing.latencyMs
    return display.lightBetween(middleMs - optics.exposureMs / 2, middleMs + optics.exposureMs / 2)
  })
}
