import assert from 'node:assert/strict'
import { Part } from '../../server/phone/render/gbuffer.ts'
import type { GBuffer } from '../../server/phone/render/gbuffer.ts'
import { buildHead } from '../../server/phone/render/head.ts'
import type { Head } from '../../server/phone/render/head.ts'
import { frontalPose } from '../../server/phone/render/pose.ts'
import type { Pose } from '../../server/phone/render/pose.ts'
import { renderGeometry } from '../../server/phone/render/rasterise.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { countPart, phoneCamera } from './renderSupport.ts'

describe('render: geometry pass', () => {
  let heads: Head[] = []
  before(function () {
    this.timeout(60_000)
    heads = peopleSeeds.map(seed => buildHead(seed))
  })
  const show = (pose: Partial<Pose>, person = 0): GBuffer =>
    renderGeometry(heads[person]!, { ...frontalPose, distanceM: 0.3, ...pose }, phoneCamera)

  it('gives the same buffer for the same parameters', function () {
    const first = show({ yaw: 0.1, mouthOpen: 0.4 })
    let bestMs = Infinity
    for (let frame = 0; frame < 8; frame += 1) {
      const start = process.cpuUsage()
      const again = show({ yaw: 0.1, mouthOpen: 0.4 })
      const { user, system } = process.cpuUsage(start)
      bestMs = Math.min(bestMs, (user + system) / 1000)
      assert.deepEqual(again, first)
    }
    this.test!.title += ` (best of 8 frames: ${Math.round(bestMs)} ms CPU)`
  })

  it('has unit normals everywhere, and the person’s point at the lens', () => {
    const { normal, position, part } = show({ yaw: 0.2, pitch: -0.1, smile: 0.5 })
    let away = 0
    for (let pixel = 0; pixel < part.length; pixel += 1) {
      const p = pixel * 3
      const n = [normal[p]!, normal[p + 1]!, normal[p + 2]!]
      const at = [position[p]!, position[p + 1]!, position[p + 2]!]
      assert.ok(Math.abs(Math.hypot(...n) - 1) < 1e-4)
      const cosine = n.reduce((sum, value, axis) => sum + value * at[axis]!, 0) / Math.hypot(...at)
      if (part[pixel] !== Part.wall && cosine > 0.35) away += 1
    }
    assert.ok(away < part.length * 0.005, `${away} pixels face away`)
  })

  it('keeps reflectance between 0 and 1, openness too', () => {
    for (const person of heads.keys()) {
      const { albedo, occlusion } = show({}, person)
      assert.ok(albedo.every(value => value >= 0 && value <= 1))
      assert.ok(occlusion.every(value => value > 0 && value <= 1))
    }
  })

  it('shows heads of human size: 13–19 cm wide, all parts visible', () => {
    for (const person of heads.keys()) {
      const buffer = show({ distanceM: 0.6 }, person)
      for (const part of [Part.wall, Part.skin, Part.eye, Part.lips, Part.clothes])
        assert.ok(countPart(buffer, part) > 8, `part ${part} of person ${person}`)
      let left = 0
      let right = 0
      const row = (phoneCamera.heightPx / 2) * phoneCamera.widthPx
      for (let x = 0; x < phoneCamera.widthPx; x += 1) {
        if (buffer.part[row + x] === Part.wall) continue
        left = Math.min(left, buffer.position[(row + x) * 3]!)
        right = Math.max(right, buffer.position[(row + x) * 3]!)
      }
      assert.ok(right - left > 0.13 && right - left < 0.19, `${right - left} m`)
    }
  })

  it('turns the nose to the right, up and clockwise with yaw, pitch and roll', () => {
    const [x0, y0] = nose(show({}))
    assert.ok(nose(show({ yaw: 0.25 }))[0] > x0 + 8)
    assert.ok(nose(show({ pitch: 0.25 }))[1] < y0 - 8)
    const rolled = show({ roll: 0.25 })
    const [leftEye, rightEye] = eyeRows(rolled)
    assert.ok(leftEye < rightEye - 4, 'clockwise: the eye on the right sinks')
  })

  it('grows and shrinks with the distance', () => {
    const near = show({ distanceM: 0.3 })
    const far = show({ distanceM: 0.45 })
    const ratio = countPart(near, Part.eye) / countPart(far, Part.eye)
    assert.ok(ratio > 1.7 && ratio < 3.6, `${ratio}`)
  })

  it('opens the mouth steadily with mouthOpen', () => {
    for (const person of heads.keys()) {
      const inside = [0, 0.15, 0.3, 0.5, 0.75, 1].map(mouthOpen =>
        countPart(show({ mouthOpen }, person), Part.mouthInside),
      )
      assert.equal(inside[0], 0)
      inside.slice(1).forEach((count, i) => assert.ok(count > inside[i]!, inside.join(' ')))
    }
  })

  it('closes the eyes steadily with eyeClose', () => {
    for (const person of heads.keys()) {
      const open = [0, 0.25, 0.5, 0.75, 1].map(eyeClose =>
        countPart(show({ eyeClose }, person), Part.eye),
      )
      assert.ok(open[0]! > 60)
      assert.ok(open[4]! < open[0]! * 0.05)
      open.slice(1).forEach((count, i) => assert.ok(count < open[i]!, open.join(' ')))
    }
  })
})

/** Pixel of the person's point nearest to the lens, above the shoulders. */
function nose(buffer: GBuffer): [x: number, y: number] {
  let best = -1
  for (let pixel = 0; pixel < buffer.part.length; pixel += 1) {
    if (buffer.part[pixel] !== Part.skin) continue
    if (best < 0 || buffer.position[pixel * 3 + 2]! > buffer.position[best * 3 + 2]!) best = pixel
  }
  return [best % buffer.widthPx, Math.floor(best / buffer.widthPx)]
}

/** Mean row of the eye in the left half and of the eye in the right half. */
function eyeRows(buffer: GBuffer): [left: number, right: number] {
  const rows: [number[], number[]] = [[], []]
  buffer.part.forEach((part, pixel) => {
    if (part !== Part.eye) return
    const half = pixel % buffer.widthPx < buffer.widthPx / 2 ? 0 : 1
    rows[half].push(Math.floor(pixel / buffer.widthPx))
  })
  const mean = (list: number[]): number => list.reduce((sum, y) => sum + y, 0) / list.length
  return [mean(rows[0]), mean(rows[1])]
}
