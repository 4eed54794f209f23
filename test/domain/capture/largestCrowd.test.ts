import assert from 'node:assert/strict'
import {
  crowdLimits,
  largestCrowd,
  pairedShare,
} from '../../../server/domain/capture/largestCrowd.ts'

describe('largestCrowd', () => {
  const every = (stepMs: number, count: number) =>
    Array.from({ length: count }, (_, at) => at * stepMs)

  it('counts the most of any half second', () => {
    assert.equal(largestCrowd([]), 0)
    assert.equal(largestCrowd(every(66, 40)), 8)
    assert.equal(largestCrowd([0, 600, 1100, 1101, 1102, 2000]), 3)
  })

  it('allows thirty a second and what came late at once, but no hundred of one moment', () => {
    assert.ok(largestCrowd(every(33, 90)) <= crowdLimits.maxCrowd)
    const hiccup = [...every(66, 30), 1960, 1961, 1962, 1963, ...every(66, 30).map(t => t + 2000)]
    assert.ok(largestCrowd(hiccup) <= crowdLimits.maxCrowd)
    assert.ok(
      largestCrowd([...every(66, 30), ...every(1.05, 40).map(t => t + 2000)]) >
        crowdLimits.maxCrowd,
    )
  })

  it('counts what stands at once behind another', () => {
    assert.equal(pairedShare([]), 0)
    assert.equal(pairedShare(every(33, 90)), 0)
    const hiccup = [...every(66, 30), 1980, 1981, 1982, ...every(66, 30).map(t => t + 2046)]
    assert.ok(pairedShare(hiccup) <= crowdLimits.maxPaired)
    const sandwiched = every(66, 40).flatMap(t => [t - 0.5, t, t + 0.5])
    assert.ok(pairedShare(sandwiched) > crowdLimits.maxPaired)
  })
})
