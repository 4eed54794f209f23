import assert from 'node:assert/strict'
import { largestCrowd, maxCrowd } from '../../../server/domain/capture/largestCrowd.ts'

describe('largestCrowd', () => {
  const every = (stepMs: number, count: number) =>
    Array.from({ length: count }, (_, at) => at * stepMs)

  it('counts the most of any half second', () => {
    assert.equal(largestCrowd([]), 0)
    assert.equal(largestCrowd(every(66, 40)), 8)
    assert.equal(largestCrowd([0, 600, 1100, 1101, 1102, 2000]), 3)
  })

  it('allows thirty a second and what came late at once, but no hundred of one moment', () => {
    assert.ok(largestCrowd(every(33, 90)) <= maxCrowd)
    const hiccup = [...every(66, 30), 1960, 1961, 1962, 1963, ...every(66, 30).map(t => t + 2000)]
    assert.ok(largestCrowd(hiccup) <= maxCrowd)
    assert.ok(largestCrowd([...every(66, 30), ...every(1.05, 40).map(t => t + 2000)]) > maxCrowd)
  })
})
