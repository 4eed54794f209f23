import type { CreateScene } from '../scene/scene.ts'
import { createRecording } from './recording.ts'

/**
 * The recording of an earlier, honest ceremony of the same person, made by another phone in another room,
 * in place of the camera's picture: nothing of a print or a screen is to be seen.
 */
export const createInjectedVideoScene: CreateScene = setup => {
  const recording = createRecording(setup, { light: 'past', size: setup.size })
  return {
    prepare: () => recording.prepare(),
    viewAt: (timeMs, sinceStartMs) => recording.pictureAt(timeMs, sinceStartMs),
  }
}
