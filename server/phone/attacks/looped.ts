import type { Picture } from '../camera/picture.ts'
import { createRandom } from '../render/random.ts'
import type { CreateScene } from '../scene/scene.ts'
import { createRecording } from './recording.ts'
import { recoded } from './recoded.ts'

/** The stretch begins so long after the first step of the ceremony it was taken from, ms … */
const fromMs = [1300, 3000] as const
/** … is so long … */
const lengthMs = [1200, 2400] as const
/** … and has a picture every so often. */
const pictureMs = 1000 / 15

/**
 * A short stretch of a genuine ceremony of the person, played again and again in place of the camera's
 * picture, coded anew each time.
 */
export const createLoopedScene: CreateScene = setup => {
  const random = createRandom(setup.situation.seed ^ 0x243f6a88)
  const between = ([low, high]: readonly [number, number]): number => low + (high - low) * random()
  const recording = createRecording(setup, { light: 'past', size: setup.size })
  const beginMs = between(fromMs)
  const count = Math.round(between(lengthMs) / pictureMs)
  const pictures = new Map<number, Picture>()
  let zeroMs: number | null = null
  let shown = 0

  function pictureOf(index: number): Picture {
    const videoMs = beginMs + index * pictureMs
    const picture = pictures.get(index) ?? recording.pictureAt(videoMs, videoMs)
    pictures.set(index, picture)
    return picture
  }

  return {
    prepare: () => recording.prepare(),
    viewAt(timeMs) {
      zeroMs ??= timeMs
      const index = Math.floor((timeMs - zeroMs) / pictureMs) % count
      shown += 1
      return recoded(pictureOf(index), setup.situation.seed + shown)
    },
  }
}
