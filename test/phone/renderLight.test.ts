import assert from 'node:assert/strict'
import { createGBuffer, Part } from '../../server/phone/render/gbuffer.ts'
import type { GBuffer } from '../../server/phone/render/gbuffer.ts'
import { buildHead } from '../../server/phone/render/head.ts'
import type { Head } from '../../server/phone/render/head.ts'
import { lightScene, lightTransport, mixLights } from '../../server/phone/render/light.ts'
import { frontalPose } from '../../server/phone/render/pose.ts'
import { renderGeometry } from '../../server/phone/render/rasterise.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { centreOverEdge, phoneCamera, phoneScreen } from './renderSupport.ts'

describe('render: lighting pass', () => {
  let heads: Head[] = []
  before(function () {
    this.timeout(60_000)
    heads = peopleSeeds.map(seed => buildHead(seed))
  })
  const show = (distanceM: number, person = 0): GBuffer =>
    renderGeometry(heads[person]!, { ...frontalPose, distanceM }, phoneCamera)

  it('dims a face towards its sides under a screen at arm’s length', () => {
    for (const person of heads.keys()) {
      for (const distance of [0.2, 0.3, 0.4]) {
        const buffer = show(distance, person)
        const ratio = centreOverEdge(buffer, lightTransport(buffer, phoneScreen).diffuse)
        assert.ok(ratio >= 1.5 && ratio < 3, `person ${person}, ${distance} m: ${ratio}`)
      }
    }
  })

  it('hardly dims a flat sheet of the same size', () => {
    const sheet = flatSheet(0.3)
    const ratio = centreOverEdge(sheet, lightTransport(sheet, phoneScreen).diffuse)
    assert.ok(ratio > 0.97 && ratio < 1.12, `${ratio}`)
  })

  it('gives the illuminance of the textbook: L·A/d² before a small screen, I/d² of a lamp', () => {
    const sheet = flatSheet(0.5)
    const centre = (phoneCamera.heightPx / 2) * phoneCamera.widthPx + phoneCamera.widthPx / 2
    const screen = lightTransport(sheet, {
      kind: 'screen',
      centre: [0, 0, 0],
      widthM: 0.01,
      heightM: 0.01,
      colour: [1, 1, 1],
    })
    assert.ok(Math.abs(screen.diffuse[centre]! / (0.0001 / 0.25) - 1) < 0.01)
    const lamp = lightTransport(sheet, { kind: 'point', position: [0, 0, 0], colour: [1, 1, 1] })
    assert.ok(Math.abs(lamp.diffuse[centre]! / 4 - 1) < 0.01)
    const white = lightScene(sheet, [
      { kind: 'directional', towards: [0, 0, 2], colour: [314.16, 0, 157.08] },
    ])
    const seen = Array.from(white.subarray(centre * 3, centre * 3 + 3), value => Math.round(value))
    assert.deepEqual(seen, [50, 0, 25])
  })

  it('lights the wall behind more than ten times weaker than the face', () => {
    const buffer = show(0.3)
    const { diffuse } = lightTransport(buffer, phoneScreen)
    const mean = (part: number): number => {
      const values = diffuse.filter((_, pixel) => buffer.part[pixel] === part)
      return values.reduce((sum, value) => sum + value, 0) / values.length
    }
    assert.ok(mean(Part.wall) > 0)
    assert.ok(mean(Part.skin) > 10 * mean(Part.wall))
  })

  it('is linear: transports kept from one pose give any mix of colours', function () {
    const buffer = show(0.3)
    const ambient = { kind: 'ambient', ground: 0.4, colour: [200, 180, 160] } as const
    const red = { ...phoneScreen, colour: [300, 0, 0] as const }
    const whole = lightScene(buffer, [ambient, red])
    const room = lightTransport(buffer, ambient)
    const screen = lightTransport(buffer, phoneScreen)
    const start = process.cpuUsage()
    const mixed = mixLights(buffer, [
      { transport: room, colour: ambient.colour },
      { transport: screen, colour: red.colour },
    ])
    const { user, system } = process.cpuUsage(start)
    assert.deepEqual(mixed, whole)
    const dark = lightScene(buffer, [ambient])
    const greenUnchanged = mixed.every((value, i) => i % 3 === 0 || value === dark[i])
    assert.ok(greenUnchanged, 'a red screen adds nothing to green and blue')
    this.test!.title += ` (relight ${Math.round((user + system) / 1000)} ms CPU)`
  })

  it('mirrors the screen in the eyes', () => {
    const buffer = show(0.3)
    const { specular, diffuse } = lightTransport(buffer, phoneScreen)
    const ratio = (part: number): number => {
      let best = 0
      specular.forEach((value, pixel) => {
        if (buffer.part[pixel] === part) best = Math.max(best, value / (diffuse[pixel]! + 1e-3))
      })
      return best
    }
    assert.ok(ratio(Part.eye) > 4 * ratio(Part.skin))
  })
})

/** A white sheet, 15 cm wide and high as the picture, square to the lens, before a black void. */
function flatSheet(distanceM: number): GBuffer {
  const { widthPx, heightPx, focalPx } = phoneCamera
  const buffer = createGBuffer(widthPx, heightPx)
  for (let pixel = 0; pixel < widthPx * heightPx; pixel += 1) {
    const x = (((pixel % widthPx) + 0.5 - widthPx / 2) * distanceM) / focalPx
    if (Math.abs(x) > 0.075) continue
    buffer.position.set(
      [x, ((heightPx / 2 - Math.floor(pixel / widthPx) - 0.5) * distanceM) / focalPx, -distanceM],
      pixel * 3,
    )
    buffer.normal[pixel * 3 + 2] = 1
    buffer.albedo.set([0.5, 0.5, 0.5], pixel * 3)
    buffer.occlusion[pixel] = 1
    buffer.part[pixel] = Part.skin
  }
  return buffer
}
