import assert from 'node:assert/strict'
import { judgePad, type PadLook } from '../../../server/domain/pad/judgePad.ts'
import { padLimitsWith } from '../../../server/domain/pad/padLimits.ts'

const clean = { rasterPeak: 1.4, rim: 0.25, bezel: 0.25 }
const look = (padScore: number | null, padSignals: PadLook['padSignals'] = clean): PadLook => ({
  padScore,
  padSignals,
})
const outcomeOf = (looks: PadLook[], minScore: number | null = 0.6) => {
  const { outcome, resultCode, advice } = judgePad(looks, padLimitsWith(minScore))
  return [outcome, resultCode, advice]
}
const pass = ['pass', 0, null]
const again = ['inconclusive', 1003, 'liveness']
const attack = ['fail', 1002, 'liveness']

describe('passive presentation attack detection', () => {
  it('passes when the mean score reaches the threshold, exactly too', () => {
    assert.deepEqual(outcomeOf([look(0.6)]), pass)
    assert.deepEqual(outcomeOf([look(0.3), look(0.9), look(0.9), look(0.9)]), pass)
  })

  it('asks again below the threshold, and calls it an attack below half of it', () => {
    assert.deepEqual(outcomeOf([look(0.59)]), again)
    assert.deepEqual(outcomeOf([look(0.3)]), again)
    assert.deepEqual(outcomeOf([look(0.29)]), attack)
    assert.deepEqual(outcomeOf([look(0.9), look(0), look(0)]), again)
  })

  it('asks again when more than a quarter of the pictures look like an attack', () => {
    const bright = Array.from({ length: 5 }, () => look(1))
    assert.deepEqual(outcomeOf([...bright, look(0.1)]), pass)
    assert.deepEqual(outcomeOf([...bright, look(0.1), look(0.1)]), again)
    assert.deepEqual(
      judgePad([...bright, look(0.1), look(0.1)], padLimitsWith(0.6))
        .checks.filter(({ outcome }) => outcome !== 'pass')
        .map(({ name }) => name),
      ['pad.score.low'],
    )
  })

  it('lets the own signals ask again, never pass nor fail', () => {
    assert.deepEqual(outcomeOf([look(1, { ...clean, rasterPeak: 3 })]), again)
    assert.deepEqual(outcomeOf([look(1, { ...clean, rim: 1 })]), again)
    assert.deepEqual(outcomeOf([look(1, { ...clean, bezel: 0.5 })]), again)
    assert.deepEqual(outcomeOf([look(0.5, clean)]), again)
    const once = [look(1), look(1), look(1, { ...clean, rasterPeak: 5, rim: 1 })]
    assert.deepEqual(outcomeOf(once), pass, 'one picture of three decides nothing')
  })

  it('never passes without anything to judge', () => {
    assert.deepEqual(outcomeOf([]), again)
    assert.deepEqual(outcomeOf([look(null)]), again)
    assert.deepEqual(outcomeOf([look(0.9, null)]), again)
  })

  it('says that there is no model, and judges by the own signals then', () => {
    assert.deepEqual(outcomeOf([look(null)], null), pass)
    assert.deepEqual(outcomeOf([look(null, { ...clean, rasterPeak: 3 })], null), again)
    const { checks } = judgePad([look(null)], padLimitsWith(null))
    assert.deepEqual(checks[0], {
      name: 'pad.score',
      value: 'no model',
      threshold: 'a model in slot pad',
      outcome: 'inconclusive',
    })
  })

  it('explains itself', () => {
    const { checks } = judgePad([look(0.5)], padLimitsWith(0.6))
    assert.deepEqual(
      checks.map(({ name, value, threshold, outcome }) => [name, value, threshold, outcome]),
      [
        ['pad.score', 0.5, '≥ 0.6', 'inconclusive'],
        ['pad.score.low', 0.5, '≥ 0.6', 'inconclusive'],
        ['pad.raster', 1.4, '≤ 2.6', 'pass'],
        ['pad.rim', 0.25, '≤ 0.75', 'pass'],
        ['pad.bezel', 0.25, '≤ 0.3', 'pass'],
      ],
    )
  })
})
