import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  compareFaces,
  compareFurthest,
  distanceOf,
  shippedCalibration,
  toDistance,
  toSim,
  type Calibration,
} from '../../server/domain/compare.ts'

/** Two unit vectors of length 128 that lie `distance` apart. */
function pairAt(distance: number): [Float32Array, Float32Array] {
  const angle = 2 * Math.asin(distance / 2)
  const a = new Float32Array(128)
  const b = new Float32Array(128)
  a[0] = 1
  b[0] = Math.cos(angle)
  b[1] = Math.sin(angle)
  return [a, b]
}

describe('Sim of a distance', () => {
  const published: [distance: number, sim: number][] = [
    [0.484, 50],
    [0.422, 60],
    [0.377, 70],
    [0.338, 80],
    [0.304, 90],
    [0.274, 100],
  ]
  for (const [distance, sim] of published)
    it(`gives ${sim} at the published distance ${distance}`, () => {
      assert.equal(toSim(distance, shippedCalibration), sim)
      assert.ok(Math.abs(toDistance(sim, shippedCalibration) - distance) < 1e-9)
    })

  it('interpolates the logarithm of the rate between two points', () => {
    assert.equal(toSim((0.377 + 0.338) / 2, shippedCalibration), 75)
  })

  it('is 100 for one and the same embedding and 0 for opposite ones', () => {
    assert.equal(toSim(0, shippedCalibration), 100)
    assert.equal(toSim(2, shippedCalibration), 0)
  })

  it('goes on falling beyond the last point, with the slope of the last piece', () => {
    assert.equal(toSim(0.484 + 0.062, shippedCalibration), 40)
  })

  it('never rises with the distance, stays in 0–100 and has two decimals', () => {
    const distance = fc.double({ min: 0, max: 2, noNaN: true })
    fc.assert(
      fc.property(distance, distance, (p, q) => {
        const [near, far] = [
          toSim(Math.min(p, q), shippedCalibration),
          toSim(Math.max(p, q), shippedCalibration),
        ]
        assert.ok(near >= far)
        for (const sim of [near, far]) {
          assert.ok(sim >= 0 && sim <= 100)
          assert.equal(sim, Number(sim.toFixed(2)))
        }
      }),
    )
  })

  it('is undone by toDistance where it is not clipped', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.28, max: 0.75, noNaN: true }), distance => {
        const back = toDistance(toSim(distance, shippedCalibration), shippedCalibration)
        assert.ok(Math.abs(back - distance) < 5e-5)
      }),
    )
  })

  it('follows an operator’s own table', () => {
    const own: Calibration = {
      source: 'two points',
      points: [
        { distance: 0.2, fmr: 1e-4 },
        { distance: 0.4, fmr: 1e-2 },
      ],
    }
    assert.equal(toSim(0.3, own), 70)
    assert.equal(toSim(0.1, own), 90)
  })

  it('refuses a table that does not rise or has one point', () => {
    const one = { distance: 0.3, fmr: 1e-3 }
    for (const points of [
      [one],
      [],
      [one, { distance: 0.2, fmr: 1e-2 }],
      [one, { ...one, distance: 0.4 }],
    ])
      assert.throws(() => toSim(0.3, { points, source: '' }), RangeError)
  })
})

describe('comparing two faces', () => {
  const options = { calibration: shippedCalibration, simThreshold: 70 }

  it('matches at .376 and does not at .378 when 70 is asked', () => {
    assert.equal(compareFaces(...pairAt(0.376), options).match, true)
    const other = compareFaces(...pairAt(0.378), options)
    assert.equal(other.match, false)
    assert.ok(other.sim < 70 && other.sim > 69)
  })

  it('does not match at .376 when 80 is asked', () => {
    assert.equal(compareFaces(...pairAt(0.376), { ...options, simThreshold: 80 }).match, false)
  })

  it('tells in its checks what was held against what', () => {
    const { checks } = compareFaces(...pairAt(0.5), options)
    assert.deepEqual(
      checks.map(({ name, threshold, outcome }) => [name, threshold, outcome]),
      [
        ['compare.sim', '≥ 70', 'fail'],
        ['compare.distance', '≤ 0.3770', 'fail'],
      ],
    )
  })

  it('is symmetric', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1.9, noNaN: true }), distance => {
        const [a, b] = pairAt(distance)
        assert.equal(distanceOf(a, b), distanceOf(b, a))
        assert.ok(Math.abs(distanceOf(a, b) - distance) < 1e-6)
      }),
    )
  })

  it('refuses embeddings of different lengths', () => {
    assert.throws(() => distanceOf(new Float32Array(128), new Float32Array(512)), RangeError)
    assert.throws(() => distanceOf(new Float32Array(0), new Float32Array(0)), RangeError)
  })

  it('of several probes takes the one that is least like, wherever it stands', () => {
    const [reference, near] = pairAt(0.2)
    const [, far] = pairAt(0.5)
    assert.equal(compareFurthest([near], reference, options).match, true)
    for (const probes of [[near, far] as const, [far, near] as const]) {
      const { distance, match } = compareFurthest(probes, reference, options)
      assert.ok(Math.abs(distance - 0.5) < 1e-6)
      assert.equal(match, false)
    }
  })
})
