import assert from 'node:assert/strict'
import { createCutoutScene } from '../../server/phone/attacks/cutout.ts'
import { renderSheet, type Sheet } from '../../server/phone/attacks/sheet.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { restingActor, restingFace, type Actor } from '../../server/phone/person/actor.ts'
import { buildHead } from '../../server/phone/render/head.ts'
import { drawSituation } from '../../server/phone/scene/drawSituation.ts'
import type { View } from '../../server/phone/scene/plate.ts'

const sheet: Sheet = {
  widthM: 0.2,
  heightM: 0.26,
  offsetXM: 0.01,
  offsetYM: -0.02,
  distanceM: 0.3,
  yaw: 0.1,
  pitch: -0.08,
  roll: 0.05,
}
const camera = { widthPx: 120, heightPx: 160, focalPx: 130 }
const { wall } = drawSituation(3)

describe('a sheet before the lens', function () {
  this.timeout(60_000)

  it('is rendered in a part of the picture with the same numbers as in all of it', () => {
    const paint: Parameters<typeof renderSheet>[3] = ({ albedo, gloss }, pixel, u, v) => {
      albedo.set([u, v, u * v], pixel * 3)
      gloss[pixel] = u
    }
    const whole = renderSheet(sheet, camera, wall, paint)
    const window = { left: 15, top: 40, right: 70, bottom: 110 }
    const part = renderSheet(sheet, { ...camera, window }, wall, paint)
    const columns = window.right - window.left
    for (let pixel = 0; pixel < part.part.length; pixel += 1) {
      const x = window.left + (pixel % columns)
      const y = window.top + Math.floor(pixel / columns)
      const there = y * camera.widthPx + x
      assert.equal(part.gloss[pixel], whole.gloss[there])
      for (const each of ['albedo', 'normal', 'position'] as const) {
        assert.deepEqual(
          part[each].subarray(pixel * 3, pixel * 3 + 3),
          whole[each].subarray(there * 3, there * 3 + 3),
        )
      }
    }
  })

  it('with holes shows another face move, and nothing of the paper', () => {
    const [head, other] = [buildHead(peopleSeeds[0]), buildHead(peopleSeeds[1])]
    const seen = (actor: Actor): View => {
      const { halfDistance } = head.identity.eyes
      const scene = createCutoutScene({
        situation: drawSituation(5, { halfEyeDistanceMm: halfDistance }),
        head,
        actor,
        pastActor: () => restingActor,
        mode: 'digit',
        showsColour: () => false,
        otherHead: () => other,
        size: { widthPx: 120, heightPx: 160 },
        viewCount: 1,
      })
      const view = scene.viewAt(1000, 0)
      assert.ok('plate' in view)
      return view
    }
    const rest = seen(restingActor).plate.room
    const speaks = { expressionAt: () => ({ ...restingFace, mouthOpen: 0.5 }) }
    const changed = seen(speaks).plate.room.reduce(
      (count, value, at) => count + Number(value !== rest[at]),
      0,
    )
    assert.ok(changed > 300, `${changed} numbers differ`)
    assert.ok(changed < rest.length / 10, `${changed} numbers differ`)
  })
})
