import assert from 'node:assert/strict'
import { classCount, gapColumn, mergeClasses } from '../../server/speech/mergeClasses.ts'
import { near } from './near.ts'

/** One frame of the network: probabilities of 0–9, yao, other speech, blank. */
function frame(probabilities: Record<number, number>): Float32Array {
  return Float32Array.from({ length: classCount }, (_, i) => Math.log(probabilities[i] ?? 0))
}

describe('merging the classes of the network', () => {
  it('counts yao as 1, and other speech and the blank as the gap', () => {
    const { values, frames, columns } = mergeClasses(
      frame({ 1: 0.2, 10: 0.3, 4: 0.1, 11: 0.15, 12: 0.25 }),
    )
    assert.deepEqual([frames, columns], [1, 11])
    // Every column keeps at least .00001, which the others give up in proportion.
    const kept = (p: number) => Math.log(p * (1 - 0.00011) + 0.00001)
    near(values[1]!, kept(0.5))
    near(values[4]!, kept(0.1))
    near(values[gapColumn]!, kept(0.4))
    near(values[0]!, kept(0))
  })

  it('stays a distribution', () => {
    const { values } = mergeClasses(frame({ 3: 0.9, 12: 0.1 }))
    near(
      values.reduce((sum, logP) => sum + Math.exp(logP), 0),
      1,
    )
  })

  it('makes an empty table of nothing', () => {
    assert.equal(mergeClasses(new Float32Array()).frames, 0)
  })
})
