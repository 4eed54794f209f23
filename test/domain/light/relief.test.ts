import assert from 'node:assert/strict'
import { cellResponses } from '../../../server/domain/light/cellResponses.ts'
import type { CellResponses } from '../../../server/domain/light/cellResponses.ts'
import { lightLimits } from '../../../server/domain/light/lightLimits.ts'
import { measureRelief } from '../../../server/domain/light/measureRelief.ts'
import { dot, orthonormal, projectOut } from '../../../server/domain/light/orthonormal.ts'
import { reliefFinding } from '../../../server/domain/light/reliefFinding.ts'
import { screenIrradiance } from '../../../server/domain/light/screenIrradiance.ts'
import { gridSide, type LightFrame } from '../../../server/domain/lightFrame.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { placeOf } from '../../support/simulatedSkin.ts'
import { headSurface, interOcularM, meanHead } from '../../support/simulatedSurface.ts'

const cellCount = gridSide * gridSide
const place = { widthPx: 360, heightPx: 480, interOcularPx: 75, centre: [180, 200] as const }

const head = headSurface(meanHead)
const positions = new Float64Array(cellCount * 3)
const normals = new Float64Array(cellCount * 3)
for (let cell = 0; cell < cellCount; cell++) {
  const point = head(...placeOf(cell))
  positions.set(
    point.place.map(value => value / interOcularM),
    cell * 3,
  )
  normals.set(point.normal, cell * 3)
}
const onFace = (cell: number): boolean => {
  const [u, v] = placeOf(cell)
  return (u / 0.066) ** 2 + ((v - 0.024) / 0.086) ** 2 < 1
}

describe('orthonormal', () => {
  it('gives unit columns at right angles and leaves out what adds nothing', () => {
    const a = Float64Array.of(1, 1, 1, 1)
    const b = Float64Array.of(0, 1, 2, 3)
    const basis = orthonormal([a, b, b.map((value, at) => 2 * value + a[at]!)])
    assert.equal(basis.length, 2)
    assert.ok(Math.abs(dot(basis[0]!, basis[1]!)) < 1e-12)
    assert.ok(Math.abs(dot(basis[1]!, basis[1]!) - 1) < 1e-12)
  })

  it('leaves the residuals of the line through (0,1) (1,3) (2,2) (3,6)', () => {
    const basis = orthonormal([Float64Array.of(1, 1, 1, 1), Float64Array.of(0, 1, 2, 3)])
    const rest = projectOut(basis, Float64Array.of(1, 3, 2, 6))
    for (const [at, value] of [0.1, 0.7, -1.7, 0.9].entries())
      assert.ok(Math.abs(rest[at]! - value) < 1e-12)
  })
})

describe('screenIrradiance', () => {
  const at = (z: number, normal: readonly [number, number, number]) =>
    screenIrradiance(Float64Array.of(0, 0, 0, 0, 0, z), Float64Array.of(0, 0, -1, ...normal), place)

  it('falls off with the distance and with the angle, and never to nothing', () => {
    const [near, far] = at(4.8, [0, 0, -1])
    assert.ok(near! / far! > 2.5 && near! / far! < 4.2, `${near! / far!}`)
    const [facing, aside] = at(0, [1, 0, 0])
    assert.ok(aside! < 0.2 * facing!)
    const [, away] = at(0, [0, 0, 1])
    assert.equal(away, facing! / 100)
  })

  it('lights what faces down more than what faces up: the screen lies under the camera', () => {
    const [, down] = at(0, [0, 0.5, -0.866])
    const [, up] = at(0, [0, -0.5, -0.866])
    assert.ok(down! > 1.2 * up!)
  })
})

describe('cellResponses', () => {
  it('recovers screen over room of each cell, whatever gain, white balance and albedo', () => {
    const random = seededRandom(3)
    const albedo = Float64Array.from({ length: cellCount * 3 }, () => 0.1 + 0.5 * random())
    const truth = Float64Array.from({ length: cellCount }, () => 0.5 + random())
    const share = 0.2
    const lights: number[] = []
    const frames = Array.from({ length: 40 }, (_, frame): LightFrame => {
      const lit = [frame % 2, (frame >> 1) % 2, (frame >> 2) % 2]
      lights.push(...lit)
      const grid = new Float32Array(cellCount * 3).fill(NaN)
      const gains = [0.3 + 0.2 * random(), 0.3 + 0.2 * random(), 0.3 + 0.2 * random()]
      for (let cell = 0; cell < cellCount; cell++)
        for (let channel = 0; channel < 3 && onFace(cell); channel++)
          grid[cell * 3 + channel] =
            gains[channel]! *
            albedo[cell * 3 + channel]! *
            (1 + share * truth[cell]! * lit[channel]!)
      return {
        timeMs: frame * 80,
        widthPx: 360,
        heightPx: 480,
        faceCount: 1,
        face: {
          interOcularPx: 75,
          yawDeg: 0,
          pitchDeg: 0,
          rollDeg: 0,
          eyeOpening: 0.3,
          mouthOpening: 0,
          mouthWidth: 0.8,
          lipHeight: 0.3,
          chin: new Float32Array(0),
          centre: [180, 200],
          box: [0, 0, 1, 1],
          skin: [0.1, 0.1, 0.1],
          skinPixels: 4000,
          luminance: 100,
          grid,
          normals: new Float32Array(normals),
          meanFaceNormals: new Float32Array(normals),
          positions: new Float32Array(positions),
        },
        background: null,
        backgroundPixels: 0,
      }
    })
    const cells = cellResponses({
      frames,
      lights: Float64Array.from(lights),
      screenShares: [share, share, share],
    })
    const seen = Array.from({ length: cellCount }, (_, cell) => cell).filter(onFace)
    const scale = cells.response[seen[0]!]! / truth[seen[0]!]!
    assert.ok(Math.abs(scale - 1) < 0.1)
    for (const cell of seen) {
      const ratio = cells.response[cell]! / truth[cell]! / scale
      assert.ok(Math.abs(ratio - 1) < 0.08, `${ratio}`)
    }
    assert.ok(Number.isNaN(cells.response[0]!))
  })
})

describe('measureRelief', () => {
  /** Answers made by a formula, with a tenth of noise or none. */
  function responses(answer: (cell: number, room: number) => number, noise = 0.01): CellResponses {
    const random = seededRandom(5)
    const cells: CellResponses = {
      response: new Float64Array(cellCount).fill(NaN),
      error: new Float64Array(cellCount).fill(0.01),
      room: new Float64Array(cellCount).fill(0.1),
      positions,
      normals,
      meanFaceNormals: normals,
    }
    for (let cell = 0; cell < cellCount; cell++) {
      if (!onFace(cell)) continue
      cells.room[cell] = 0.1 + 0.2 * random()
      cells.response[cell] = answer(cell, cells.room[cell]!) * (1 + noise * (2 * random() - 1))
    }
    return cells
  }
  const judge = (cells: CellResponses) => {
    const relief = measureRelief(cells, place, lightLimits)
    return { relief, reason: reliefFinding(relief, lightLimits).reason }
  }
  const light = screenIrradiance(positions, normals, place)
  const x = (cell: number) => positions[cell * 3]!
  const y = (cell: number) => positions[cell * 3 + 1]!

  it('knows a face under even light, and under a lamp from the side', () => {
    assert.equal(judge(responses(cell => light[cell]! * 1e3)).reason, null)
    const aside = (cell: number) => 0.5 + Math.max(0, normals[cell * 3]!)
    assert.equal(judge(responses(cell => (light[cell]! * 1e3) / aside(cell))).reason, null)
  })

  it('needs no mesh beyond the face', () => {
    const bare = responses(cell => light[cell]! * 1e3)
    const cut = (values: Float64Array) =>
      values.map((value, at) => (onFace(Math.floor(at / 3)) ? value : NaN))
    const { relief, reason } = judge({ ...bare, positions: cut(positions), normals: cut(normals) })
    assert.equal(reason, null, JSON.stringify(relief))
    assert.ok(relief!.rank > 1.1)
  })

  it('knows sheets: flat, turned, bent either way, folded, and seen through a bent curve', () => {
    const sheets: ((cell: number, room: number) => number)[] = [
      () => 1,
      cell => Math.exp(0.3 * x(cell) - 0.2 * y(cell)),
      cell => Math.exp(-0.4 * x(cell) ** 2),
      cell => Math.exp(-0.3 * (y(cell) - 0.3) ** 2),
      cell => Math.exp(-0.5 * Math.abs(x(cell))),
      (_, room) => room ** 0.3,
    ]
    for (const [at, sheet] of sheets.entries()) {
      const { relief, reason } = judge(responses(sheet))
      assert.equal(reason, 'print', `sheet ${at}`)
      assert.ok(relief!.share < 0.1)
    }
  })

  it('knows glass: the answer does not care for the picture behind it', () => {
    const glare = (cell: number) => 0.3 + Math.exp(-(x(cell) ** 2 + (y(cell) - 0.5) ** 2) / 0.3)
    const { relief, reason } = judge(responses((cell, room) => glare(cell) / room / 5))
    assert.equal(reason, 'screen')
    assert.ok(Math.abs(relief!.albedo) < 0.2)
    assert.ok(relief!.display > relief!.sheet - 0.05)
  })

  it('calls relief in the wrong place neither a face nor a sheet', () => {
    const upsideDown = (cell: number) =>
      (gridSide - 1 - Math.floor(cell / gridSide)) * gridSide + (cell % gridSide)
    assert.equal(judge(responses(cell => light[upsideDown(cell)]! * 1e3)).reason, 'unclearRelief')
  })

  it('wants relief beside a nose as well: one pushed through a print will not do', () => {
    const nose = (cell: number) => Math.abs(x(cell)) < 0.3 && y(cell) > -0.1 && y(cell) < 0.9
    const { relief, reason } = judge(responses(cell => (nose(cell) ? light[cell]! * 1e3 : 9)))
    assert.equal(reason, 'unclearRelief')
    assert.ok(relief!.rimShare < lightLimits.minRimShare)
  })

  it('is in doubt when noise hides what there is, and when too few cells answer', () => {
    assert.equal(judge(responses(() => 1, 0.9)).reason, 'unclearRelief')
    const few = responses(cell => light[cell]!)
    few.error.fill(1e3)
    assert.deepEqual(judge(few), { relief: null, reason: 'covered' })
  })
})
