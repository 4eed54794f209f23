import assert from 'node:assert/strict'
import { codeLikelihood } from '../../server/speech/codeLikelihood.ts'
import { freeLoop } from '../../server/speech/freeLoop.ts'
import { gapColumn, mergedColumns } from '../../server/speech/mergeClasses.ts'
import { readCtcTable } from '../../server/speech/readCtcTable.ts'
import { near } from './near.ts'
import { tableOf } from './tableOf.ts'

/** Two frames: gap .6, one .4; then gap .5, one .3, two .2. */
const twoFrames = tableOf([
  { gap: 0.6, 1: 0.4 },
  { gap: 0.5, 1: 0.3, 2: 0.2 },
])

describe('the likelihood of a code', () => {
  it('sums every path that spells it (worked out by hand)', () => {
    // "1": 1-, -1, 11 = .4 × .5 + .6 × .3 + .4 × .3.
    near(Math.exp(codeLikelihood(twoFrames, '1')), 0.5)
    // "2": -2 alone, since the first frame gives no 2.
    near(Math.exp(codeLikelihood(twoFrames, '2')), 0.12)
    // "12": both frames are needed.
    near(Math.exp(codeLikelihood(twoFrames, '12')), 0.08)
    // "21": the first frame gives no 2.
    assert.equal(codeLikelihood(twoFrames, '21'), -Infinity)
  })

  it('asks for a gap between equal digits only', () => {
    assert.equal(codeLikelihood(twoFrames, '11'), -Infinity)
    const threeFrames = tableOf([{ 1: 1 }, { gap: 0.25, 1: 0.75 }, { 1: 1 }])
    near(Math.exp(codeLikelihood(threeFrames, '11')), 0.25)
    near(Math.exp(codeLikelihood(threeFrames, '1')), 0.75)
  })

  it('is impossible with fewer frames than digits', () => {
    assert.equal(codeLikelihood(twoFrames, '123'), -Infinity)
    assert.equal(codeLikelihood(tableOf([]), '1'), -Infinity)
  })

  it('adds up to one over all strings of two frames', () => {
    let total = Math.exp(codeLikelihood(twoFrames, ''))
    for (let first = 0; first < 10; first++) {
      total += Math.exp(codeLikelihood(twoFrames, String(first)))
      for (let second = 0; second < 10; second++)
        total += Math.exp(codeLikelihood(twoFrames, `${first}${second}`))
    }
    near(total, 1)
  })
})

describe('a reading of a table', () => {
  it('holds the code against the best path through any string, per digit', () => {
    near(freeLoop(twoFrames), Math.log(0.6 * 0.5))
    const reading = readCtcTable(twoFrames)
    near(reading.scoreOf('1'), Math.log(0.5 / 0.3))
    near(reading.scoreOf('12'), Math.log(0.08 / 0.3) / 2)
  })

  it('refuses what is no code', () => {
    const reading = readCtcTable(twoFrames)
    for (const wrong of ['', '12a4', '123456789', '１２']) {
      assert.throws(() => reading.scoreOf(wrong), RangeError, wrong)
    }
  })

  it('has a column for every digit and one for the gap', () => {
    assert.equal(gapColumn, 10)
    assert.equal(mergedColumns, 11)
  })
})
