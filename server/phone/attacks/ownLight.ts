import type { Rgb } from '../render/identity.ts'
import type { Plate, View } from '../scene/plate.ts'
import type { LensScene } from '../scene/scene.ts'

/** Any time before the start stands for all of them. */
const longBeforeMs = -1e6

/**
 * A recording of a scene: lit once and for all by the light that shone then, deaf to the light that
 * shines now.
 *
 * @param lightAt light of the screen of that time, cd/m², by the time since the start
 */
export function withOwnLight(scene: LensScene, lightAt: (sinceStartMs: number) => Rgb): LensScene {
  let room = new Float32Array(0)
  return {
    prepare: () => scene.prepare(),
    viewAt(timeMs, sinceStartMs): View {
      const view = scene.viewAt(timeMs, sinceStartMs)
      if (room.length !== view.plate.room.length) room = new Float32Array(view.plate.room.length)
      addScreen(view.plate, lightAt(Math.max(sinceStartMs, longBeforeMs)), room)
      return { ...view, plate: { ...view.plate, room, screen: null } }
    },
  }
}

function addScreen({ room, screen }: Plate, light: Rgb, sum: Float32Array): void {
  if (!screen) {
    sum.set(room)
    return
  }
  for (let p = 0; p < room.length; p += 3) {
    sum[p] = room[p]! + screen[p]! * light[0]
    sum[p + 1] = room[p + 1]! + screen[p + 1]! * light[1]
    sum[p + 2] = room[p + 2]! + screen[p + 2]! * light[2]
  }
}
