import assert from 'node:assert/strict'
import { sumScores } from '../../server/speech/sumScores.ts'

const reading = (scores: Record<string, number>) => ({
  scoreOf: (code: string) => scores[code] ?? -Infinity,
})

describe('the sum of several scorers', () => {
  it('weighs each score', () => {
    const sum = sumScores([
      { weight: 1, reading: reading({ 12: -0.5, 13: -1 }) },
      { weight: 0.25, reading: reading({ 12: -8, 13: -2 }) },
    ])
    assert.equal(sum.scoreOf('12'), -2.5)
    assert.equal(sum.scoreOf('13'), -1.5)
  })

  it('is impossible where one of them is', () => {
    const sum = sumScores([
      { weight: 1, reading: reading({ 12: -0.5 }) },
      { weight: 0.25, reading: reading({}) },
    ])
    assert.equal(sum.scoreOf('12'), -Infinity)
  })
})
