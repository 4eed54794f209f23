import assert from 'node:assert/strict'
import { createAutomatics } from '../../server/phone/camera/automatics.ts'
import { createDisplay } from '../../server/phone/camera/display.ts'
import { readColour } from '../../server/phone/camera/readColour.ts'
import { createGBuffer, type GBuffer } from '../../server/phone/render/gbuffer.ts'
import { lightTransport } from '../../server/phone/render/light.ts'
import { drawSituation } from '../../server/phone/scene/drawSituation.ts'
import { screenLight } from '../../server/phone/scene/lightPlate.ts'
import { temperatureColour } from '../../server/phone/scene/temperatureColour.ts'

/** One small patch that faces the lens. */
function patchAt(distanceM: number): GBuffer {
  const buffer = createGBuffer(1, 1)
  buffer.normal.set([0, 0, 1])
  buffer.position.set([0, 0, -distanceM])
  buffer.occlusion.fill(1)
  return buffer
}

function luxAt(distanceM: number, luminance: number): number {
  const light = screenLight(drawSituation(1).screen)
  return lightTransport(patchAt(distanceM), light).diffuse[0]! * luminance
}

describe('light of the simulated phone', () => {
  it('a white screen of 500 cd/m² gives a face at 28 cm about 54 lx (liveness.md §1.3)', () => {
    for (const [luminance, lux] of [
      [200, 21],
      [500, 54],
      [800, 86],
    ] as const) {
      const got = luxAt(0.28, luminance)
      assert.ok(got > lux * 0.9 && got < lux * 1.1, `${got} lx at ${luminance} cd/m²`)
    }
  })

  it('a wall one metre behind gets less than a sixteenth of that', () => {
    assert.ok(luxAt(1.28, 500) < luxAt(0.28, 500) / 16)
  })

  it('every room gives a surface that faces the lens the wanted illuminance', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const { room } = drawSituation(seed, { ambientLux: 300 })
      const lux = [0, 1, 2].map(channel =>
        room.reduce(
          (sum, light) =>
            sum + lightTransport(patchAt(0.3), light).diffuse[0]! * light.colour[channel]!,
          0,
        ),
      )
      const photopic = 0.2126 * lux[0]! + 0.7152 * lux[1]! + 0.0722 * lux[2]!
      assert.ok(Math.abs(photopic - 300) < 6, `seed ${seed}: ${photopic} lx`)
    }
  })

  it('colour temperatures go from orange over white to blue, always with luminance 1', () => {
    const [warm, white, cold] = [2700, 6500, 9000].map(temperatureColour)
    assert.ok(warm![0] > 1.4 && warm![2] < 0.5)
    for (const channel of white!) assert.ok(Math.abs(channel - 1) < 0.1, `${white?.join()}`)
    assert.ok(cold![2] > 1.15 && cold![0] < 0.95)
    for (const [red, green, blue] of [warm!, white!, cold!]) {
      assert.ok(Math.abs(0.2126 * red + 0.7152 * green + 0.0722 * blue - 1) < 0.01)
    }
  })
})

describe('a situation', () => {
  it('depends on the seed alone', () => {
    assert.deepEqual(drawSituation(3), drawSituation(3))
    assert.notDeepEqual(drawSituation(3), drawSituation(4))
  })

  it('keeps everything else when one thing is wished for', () => {
    const { ambientLux: _, room, optics, ...rest } = drawSituation(3)
    const bright = drawSituation(3, { ambientLux: 5000 })
    assert.deepEqual(
      { ...bright, ambientLux: _, room, optics },
      { ...rest, ambientLux: _, room, optics },
    )
    assert.equal(bright.ambientLux, 5000)
  })

  it('stays within arm’s length, indoors and 30 to 120 ms behind the screen', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const { faceDistanceM, ambientLux, screen, timing } = drawSituation(seed)
      assert.ok(faceDistanceM >= 0.22 && faceDistanceM <= 0.4)
      assert.ok(ambientLux >= 100 && ambientLux <= 500)
      assert.ok(screen.luminance >= 300 && screen.luminance <= 600)
      assert.ok(timing.latencyMs >= 30 && timing.latencyMs <= 120)
      assert.ok(timing.frameIntervalMs >= 1000 / 15 && timing.frameIntervalMs <= 80)
    }
  })
})

describe('display and automatics', () => {
  const { screen, optics } = drawSituation(1)

  it('the display mixes the colours that fall into one exposure', () => {
    const display = createDisplay({ ...screen, white: [1, 1, 1], crosstalk: 0, luminance: 100 })
    display.show('#ff0000', 1000)
    display.show('#0000ff', 2000)
    assert.deepEqual(display.lightBetween(500, 600), [100, 100, 100])
    assert.deepEqual(display.lightBetween(1100, 1200), [100, 0, 0])
    const [red, green, blue] = display.lightBetween(1990, 2030)
    assert.ok(Math.abs(red - 25) < 1e-9 && green === 0 && Math.abs(blue - 75) < 1e-9)
  })

  it('reads colours as pages and browsers write them, and nothing else', () => {
    assert.deepEqual(readColour('#00ff00'), [0, 1, 0])
    assert.deepEqual(readColour('rgb(0, 255, 0)'), [0, 1, 0])
    assert.ok(Math.abs(readColour('#808080')[0] - 0.2159) < 1e-4)
    assert.throws(() => readColour('red'), RangeError)
  })

  it('exposure settles at once on the first frame and slowly on what comes after', () => {
    const automatics = createAutomatics(optics, [1, 1, 1])
    automatics.follow([50, 50, 50], 0)
    const before = automatics.gains()[1]
    assert.ok(Math.abs(before - optics.exposureTarget / 50) < 1e-9)
    automatics.follow([100, 100, 100], 60)
    const soon = automatics.gains()[1]
    assert.ok(soon < before && soon > before / 2)
    automatics.follow([100, 100, 100], 60_000)
    assert.ok(Math.abs(automatics.gains()[1] - before / 2) < before / 50)
  })

  it('white balance takes a part of a lasting change of colour back', () => {
    const automatics = createAutomatics({ ...optics, whiteBalanceStrength: 0.5 }, [1, 1, 1])
    automatics.follow([50, 50, 50], 0)
    automatics.follow([100, 50, 50], 60_000)
    const [red, green, blue] = automatics.gains()
    assert.ok(Math.abs(red / green - Math.SQRT1_2) < 0.01)
    assert.ok(Math.abs(blue / green - 1) < 0.01)
  })
})
