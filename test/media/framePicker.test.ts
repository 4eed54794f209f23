import assert from 'node:assert/strict'
import { createFramePicker } from '../../server/media/createFramePicker.ts'

describe('createFramePicker', () => {
  const pick = (times: readonly number[], perSecond = 15): number[] =>
    times.filter(createFramePicker(perSecond))
  const even = (count: number, perSecond: number) =>
    Array.from({ length: count }, (_, i) => (i * 1000) / perSecond)

  it('takes every picture of a slow recording', () => {
    for (const rate of [1, 5, 12, 15]) assert.equal(pick(even(60, rate)).length, 60, `${rate}`)
  })

  it('takes 15 a second of a fast one, never more', () => {
    for (const rate of [20, 24, 25, 30, 50, 60, 90, 120, 240]) {
      const taken = pick(even(rate * 10, rate))
      assert.ok(taken.length >= 149 && taken.length <= 151, `${taken.length} of ${rate} a second`)
      assert.equal(taken[0], 0)
    }
  })

  it('keeps its rhythm on clocks that round to the millisecond', () => {
    const taken = pick(even(300, 30).map(Math.round))
    assert.ok(taken.every((ms, i) => Math.abs(ms - (i * 1000) / 15) <= 1))
  })

  it('does not hurry after a gap', () => {
    const taken = pick([0, 5000, 5010, 5020, 5067, 5080, 5134])
    assert.deepEqual(taken, [0, 5000, 5067, 5134])
  })
})
