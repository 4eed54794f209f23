import { createCamera } from '../camera/createCamera.ts'
import { createDisplay } from '../camera/display.ts'
import type { Picture } from '../camera/picture.ts'
import { drawSituation } from '../scene/drawSituation.ts'
import { createGenuineScene } from '../scene/genuineScene.ts'
import type { SceneSetup } from '../scene/scene.ts'
import type { Situation } from '../scene/situation.ts'
import { createOldActions } from './oldActions.ts'
import { createOldDisplay } from './oldCode.ts'

/** A video of the person, filmed on another day with another phone. */
export interface Recording {
  situation: Situation
  pictureAt(timeMs: number, sinceStartMs: number): Picture
  prepare(): void
}

/** Videos of such ceremonies are small. */
const videoSize = { widthPx: 240, heightPx: 320 } as const
/** Before the start of the challenge the video runs on a clock of its own, far in the past. */
const longAgoMs = 1e9

/**
 * Films the person of a set-up.
 *
 * @param light `old code`: during a light challenge, which begins with the new one; `no code`: under
 * a screen that showed nothing special
 */
export function createRecording(setup: SceneSetup, light: 'old code' | 'no code'): Recording {
  const situation = drawSituation(setup.situation.seed ^ 0x5a5a5a, {
    faceDistanceM: 0.27,
    halfEyeDistanceMm: setup.head.identity.eyes.halfDistance,
  })
  const actor = setup.mode === 'action' ? createOldActions(situation.seed) : setup.actor
  const scene = createGenuineScene({ ...setup, actor, situation, size: videoSize })
  const display =
    light === 'old code' ? createOldDisplay(situation) : createDisplay(situation.screen)
  const camera = createCamera(situation, display)
  return {
    situation,
    prepare: () => scene.prepare(),
    pictureAt(timeMs, sinceStartMs) {
      const videoMs = sinceStartMs === -Infinity ? timeMs - longAgoMs : sinceStartMs
      return camera.shoot(scene.viewAt(videoMs, sinceStartMs), videoMs, 'frame')
    },
  }
}
