import assert from 'node:assert/strict'
import fc from 'fast-check'
import { checkLipTimes } from '../../../server/domain/digit/checkLipTimes.ts'
import { answersOf } from '../../../server/domain/digit/checkOnsets.ts'
import { digitLimits } from '../../../server/domain/digit/digitLimits.ts'
import { measureJaw, type JawSample } from '../../../server/domain/capture/measureJaw.ts'
import { measureSound } from '../../../server/domain/digit/measureSound.ts'
import { fakeChin } from '../../support/captureFakes.ts'
import { digitPerformance, withFace, type Reading } from '../../support/digitPerformance.ts'
import { seededRandom } from '../../support/seededRandom.ts'

/** Lips that part four times, and a chin that sinks with them by a share of it. */
function talking(share: number, { gain = 1, offset = 0, noise = 1, seed = 1 } = {}): JawSample[] {
  const random = seededRandom(seed)
  return Array.from({ length: 90 }, (_, at) => {
    const opening = Math.max(0, Math.sin(at / 3.6)) * 0.15
    const lipHeight = 0.3 + opening + 0.005 * (random() - 0.5)
    const chin = fakeChin(0.3 + share * opening + 0.02 * (random() - 0.5))
    return { lipHeight, chin: chin.map(value => gain * value + offset + noise * (random() - 0.5)) }
  })
}

const withChin = (
  { lipHeight, chin }: JawSample,
  valueOf: (value: number, row: number) => number,
): JawSample => ({ lipHeight, chin: chin.map((value, row) => valueOf(value, row)) })

describe('measureJaw', () => {
  it('follows a chin that sinks with the jaw, in any light', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.4, max: 1.5, noNaN: true }),
        fc.double({ min: 0.2, max: 1.5, noNaN: true }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.integer({ min: 1, max: 1e6 }),
        (share, gain, offset, seed) => {
          const jaw = measureJaw(talking(share, { gain, offset, seed }))
          assert.ok(jaw > digitLimits.minJaw + 0.2, String(jaw))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('finds that paper around a hole stays where it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), seed => {
        const jaw = measureJaw(talking(0, { seed }))
        assert.ok(jaw < digitLimits.minJaw, String(jaw))
      }),
      { numRuns: 40 },
    )
  })

  it('is one for a chin that follows exactly', () => {
    assert.ok(measureJaw(talking(1, { noise: 0, seed: 4 })) > 0.9)
  })

  it('finds that a chin which never moves follows nothing', () => {
    const chin = fakeChin(0.3)
    const jaw = measureJaw(talking(1).map(sample => Object.assign(sample, { chin })))
    assert.ok(Math.abs(jaw) < 1e-9, String(jaw))
  })

  it('says nothing where no chin is to be seen, or too seldom', () => {
    const samples = talking(1)
    assert.ok(Number.isNaN(measureJaw([])))
    assert.ok(Number.isNaN(measureJaw(samples.slice(0, 19))))
    const plain = samples.map(sample => withChin(sample, () => 90))
    assert.ok(Number.isNaN(measureJaw(plain)))
    const cut = samples.map(sample => withChin(sample, (value, row) => (row < 25 ? value : NaN)))
    assert.ok(Number.isNaN(measureJaw(cut)))
    // The throat may lie outside the picture, as long as the edge of the chin does not.
    const low = samples.map(sample => withChin(sample, (value, row) => (row < 44 ? value : NaN)))
    assert.ok(measureJaw(low) > 0.8)
  })
})

describe('checkLipTimes', () => {
  const spreadOf = (lips: Reading, voice: Reading) => {
    const { painted, sound } = digitPerformance(voice)
    const { segments } = measureSound(sound!)
    const { frames } = digitPerformance(lips)
    return checkLipTimes(frames, answersOf(segments, painted, digitLimits), digitLimits)
  }

  it('takes lips that always lead by the same', () => {
    for (const lipLeadMs of [0, 80, 140]) {
      const { reason, checks } = spreadOf({ lipLeadMs }, {})
      assert.equal(reason, null, JSON.stringify(checks))
      assert.ok(Number(checks[0]!.value) < 60, JSON.stringify(checks))
    }
  })

  it('refuses lips of another ceremony, and lips that rest', () => {
    const { painted, sound } = digitPerformance()
    const { segments } = measureSound(sound!)
    const answers = answersOf(segments, painted, digitLimits)
    const { frames } = digitPerformance()
    // Digits that came ever later in the other one.
    const stretched = frames.map(frame => {
      const timeMs = painted[0]! + (frame.timeMs - painted[0]!) * 1.12
      return Object.assign(withFace(frame, {}), { timeMs })
    })
    assert.equal(checkLipTimes(stretched, answers, digitLimits).reason, 'lipsApart')
    const resting = frames.map(frame => withFace(frame, { lipHeight: 0.3 }))
    const { reason, checks } = checkLipTimes(resting, answers, digitLimits)
    assert.equal(reason, 'lipsApart')
    assert.equal(checks[0]!.value, 'not measured')
  })
})
