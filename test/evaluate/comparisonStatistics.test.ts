import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { comparisonStatistics } from '../../server/evaluate/comparisonStatistics.ts'

describe('statistics of a comparison', () => {
  it('finds a perfect threshold between two separate clouds', () => {
    const stats = comparisonStatistics([0.1, 0.2], [0.5, 0.6, 0.7])
    assert.equal(stats.accuracy, 1)
    assert.equal(stats.accuracyDistance, 0.2)
    assert.equal(stats.eer, 0)
  })

  it('counts by hand: one genuine pair beyond two impostors', () => {
    const stats = comparisonStatistics([0.1, 0.2, 0.3, 0.65], [0.5, 0.6, 0.7, 0.8])
    assert.equal(stats.accuracy, 7 / 8)
    assert.equal(stats.accuracyDistance, 0.3)
    assert.equal(stats.eer, 0.25)
  })

  it('accepts as many impostors as the rate allows, not one more', () => {
    const impostors = Array.from({ length: 1000 }, (_, i) => 0.4 + i / 1000)
    const stats = comparisonStatistics([0.1, 0.4, 0.45, 0.9], impostors)
    assert.deepEqual(
      stats.operatingPoints.map(({ fmr, tar }) => [fmr, tar]),
      [
        [0.1, 0.75],
        [0.01, 0.5],
        [0.001, 0.5],
      ],
    )
    for (const { fmr, distance } of stats.operatingPoints) {
      const accepted = impostors.filter(value => value <= distance).length
      assert.equal(accepted, fmr * 1000)
    }
  })

  it('never accepts more impostors than a rate allows, ties included', () => {
    const distances = fc.array(
      fc.integer({ min: 0, max: 20 }).map(n => n / 20),
      {
        minLength: 1,
        maxLength: 200,
      },
    )
    fc.assert(
      fc.property(distances, distances, (genuine, impostor) => {
        for (const point of comparisonStatistics(genuine, impostor).operatingPoints) {
          const accepted = impostor.filter(value => value <= point.distance).length
          assert.ok(accepted <= point.fmr * impostor.length + 1e-9)
        }
      }),
    )
  })

  it('wants pairs of both kinds', () => {
    assert.throws(() => comparisonStatistics([], [0.5]), RangeError)
    assert.throws(() => comparisonStatistics([0.5], []), RangeError)
  })
})
