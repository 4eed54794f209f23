import { createCamera } from '../camera/createCamera.ts'
import { createDisplay } from '../camera/display.ts'
import type { Picture } from '../camera/picture.ts'
import { drawSituation } from '../scene/drawSituation.ts'
import { createGenuineScene } from '../scene/genuineScene.ts'
import type { PictureSize } from '../scene/plate.ts'
import type { SceneSetup } from '../scene/scene.ts'
import type { Situation } from '../scene/situation.ts'
import { createPastDisplay } from './pastDisplay.ts'

/** A video of the person, filmed on another day with another phone. */
export interface Recording {
  situation: Situation
  pictureAt(timeMs: number, sinceStartMs: number): Picture
  prepare(): void
}

interface RecordingSettings {
  /**
   * `past` = filmed during a ceremony of the same mode, which begins with the new one; `plain` = under a
   * screen that showed nothing special.
   */
  light: 'past' | 'plain'
  size: PictureSize
}

/** Before the start of the challenge the video runs on a clock of its own, far in the past. */
const longAgoMs = 1e9

/** Films the person of a set-up. */
export function createRecording(setup: SceneSetup, { light, size }: RecordingSettings): Recording {
  const situation = drawSituation(setup.situation.seed ^ 0x5a5a5a, {
    faceDistanceM: 0.27,
    halfEyeDistanceMm: setup.head.identity.eyes.halfDistance,
  })
  const actor = setup.pastActor(situation.seed)
  const scene = createGenuineScene({ ...setup, actor, situation, size })
  const display =
    light === 'past' ? createPastDisplay(setup.mode, situation) : createDisplay(situation.screen)
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
