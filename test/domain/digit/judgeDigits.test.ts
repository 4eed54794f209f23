import assert from 'node:assert/strict'
import fc from 'fast-check'
import { digitLimits } from '../../../server/domain/digit/digitLimits.ts'
import { digitReasons, type DigitReason } from '../../../server/domain/digit/digitReasons.ts'
import { judgeDigits, type DigitPerformance } from '../../../server/domain/digit/judgeDigits.ts'
import { fakeChin, fakeSkin } from '../../support/captureFakes.ts'
import { digitPerformance, withFace } from '../../support/digitPerformance.ts'

const judge = (performance: DigitPerformance) => judgeDigits(performance, digitLimits)

/** The outcome, and the check that decided. */
function assertReason(performance: DigitPerformance, reason: DigitReason, check: string): void {
  const verdict = judge(performance)
  const { outcome, resultCode, advice } = digitReasons[reason]
  assert.deepEqual(
    { outcome: verdict.outcome, resultCode: verdict.resultCode, advice: verdict.advice },
    { outcome, resultCode, advice },
    JSON.stringify(verdict.checks),
  )
  const failed = verdict.checks.find(each => each.outcome !== 'pass')
  assert.equal(failed?.name, check)
}

describe('judgeDigits', () => {
  it('passes who reads the digits when they are shown, with lips that move', () => {
    const { outcome, checks } = judge(digitPerformance())
    assert.equal(outcome, 'pass', JSON.stringify(checks))
    assert.ok(checks.every(check => check.outcome === 'pass'))
  })

  it('hears nothing where there is no sound, and nothing in silence', () => {
    assertReason({ ...digitPerformance(), sound: null, heard: null }, 'silent', 'voice.segments')
    assertReason(digitPerformance({ loudness: 0 }), 'silent', 'voice.segments')
  })

  it('tells a faint voice from a noisy one', () => {
    assertReason(digitPerformance({ loudness: 0.01, noise: 1e-5 }), 'faint', 'voice.levelDb')
    const loud = digitPerformance()
    const pcm = loud.sound!.pcm.map(value => Math.max(-1, Math.min(1, value * 30)))
    assertReason({ ...loud, sound: { ...loud.sound!, pcm } }, 'noisy', 'voice.clippedShare')
  })

  it('does not take what has holes, or was cut together', () => {
    const performance = digitPerformance()
    const sound = performance.sound!
    assertReason(
      { ...performance, sound: { ...sound, pcm: sound.pcm.subarray(0, sound.pcm.length >> 1) } },
      'soundLost',
      'voice.missingMs',
    )
    assertReason(
      { ...performance, sound: { ...sound, missingMs: 500 } },
      'soundLost',
      'voice.missingMs',
    )
    assertReason(
      { ...performance, sound: { ...sound, overlaps: 1 } },
      'soundSpliced',
      'voice.overlaps',
    )
  })

  it('does not take digits that come before they are shown, or long after', () => {
    assertReason(digitPerformance({ reactionMs: 20 }), 'untimely', 'digits.answered')
    assertReason(digitPerformance({ reactionMs: -400 }), 'untimely', 'digits.answered')
  })

  it('has three bands for what was heard', () => {
    const scored = (score: number) => ({ ...digitPerformance(), heard: { score, threshold: -1.3 } })
    assert.equal(judge(scored(-1.3)).outcome, 'pass')
    assertReason(scored(-1.31), 'unclear', 'digits.score')
    assertReason(scored(-1.3 - digitLimits.unclearBand - 0.01), 'wrongDigits', 'digits.score')
    assertReason(scored(-Infinity), 'wrongDigits', 'digits.score')
    assertReason(scored(NaN), 'unclear', 'digits.score')
  })

  it('does not take a voice beside lips that keep still, or that move at other times', () => {
    assertReason(digitPerformance({ opening: 0 }), 'lipsStill', 'lips.moved')
    // The lips of other words: open while nothing is heard.
    const { frames } = digitPerformance({ reactionMs: 900, wordMs: 200 })
    const performance = digitPerformance({ reactionMs: 200, wordMs: 200 })
    const verdict = judge({ ...performance, frames })
    assert.notEqual(verdict.outcome, 'pass')
    assert.equal(verdict.advice, 'lips')
  })

  it('does not take a mouth that opens without its chin, as behind a hole in a print', () => {
    const { frames, ...performance } = digitPerformance()
    const rigid = frames.map(frame =>
      withFace(frame, { chin: fakeChin(0.3 + 0.01 * Math.sin(frame.timeMs)) }),
    )
    assertReason({ ...performance, frames: rigid }, 'jawStill', 'lips.jaw')
  })

  it('asks for a chin that can be seen, with advice of its own', () => {
    const { frames, ...performance } = digitPerformance()
    const below = frames.map(frame =>
      withFace(frame, { chin: frame.face!.chin.map((value, row) => (row < 25 ? value : NaN)) }),
    )
    assertReason({ ...performance, frames: below }, 'chinHidden', 'lips.jaw')
    assert.equal(judge({ ...performance, frames: below }).advice, 'pose')
  })

  it('does not take a stream that changes to another recording', () => {
    const { frames, ...performance } = digitPerformance()
    const cut = frames.map((frame, at) =>
      at % 30 < 20 ? frame : withFace(frame, fakeSkin([0.3, 0.3, 0.4])),
    )
    assertReason({ ...performance, frames: cut }, 'cutTogether', 'digits.stream.cuts')
  })

  it('does not take a stretch that is shown again and again', () => {
    const { frames, ...performance } = digitPerformance()
    const looped = frames.map((frame, at) => {
      const { centre, interOcularPx, mouthWidth } = frames[at % 22]!.face!
      return withFace(frame, { centre, interOcularPx, mouthWidth })
    })
    assertReason({ ...performance, frames: looped }, 'repeated', 'digits.stream.repeat')
  })

  it('needs one face near enough throughout, and the steps as planned', () => {
    const performance = digitPerformance()
    const { frames, painted } = performance
    const away = frames.map((frame, at) =>
      at <= 30 || at >= 40 ? frame : { ...frame, face: null },
    )
    assertReason({ ...performance, frames: away }, 'faceLost', 'digits.face.gapMs')
    const holed = frames.filter((_, at) => at <= 30 || at >= 40)
    assertReason({ ...performance, frames: holed }, 'framesMissing', 'digits.frames.gapMs')
    const small = digitPerformance()
    for (const { face } of small.frames) if (face) face.interOcularPx = 30
    assertReason(small, 'faceSmall', 'digits.face.eyeDistancePx')
    assertReason(
      { ...performance, painted: painted.toReversed() },
      'paintOrder',
      'digits.paint.order',
    )
    const late = painted.map((timeMs, step) => (step >= 3 ? timeMs + 300 : timeMs))
    assertReason({ ...performance, painted: late }, 'paintTime', 'digits.paint.deviationMs')
  })

  it('is the same at any loudness, lead of the lips, clock and beat of frames that may happen', () => {
    fc.assert(
      fc.property(
        fc.record({
          loudness: fc.double({ min: 0.1, max: 2, noNaN: true }),
          lipLeadMs: fc.integer({ min: 0, max: 140 }),
          reactionMs: fc.integer({ min: 250, max: 600 }),
          wordMs: fc.integer({ min: 220, max: 420 }),
          dropShare: fc.double({ min: 0, max: 0.1, noNaN: true }),
          frameMs: fc.integer({ min: 33, max: 80 }),
          startMs: fc.integer({ min: -1_000_000, max: 1_000_000 }),
          seed: fc.integer({ min: 1, max: 1000 }),
        }),
        reading => {
          const { outcome, checks } = judge(digitPerformance(reading))
          const gap = checks.find(({ name }) => name === 'digits.frames.gapMs')
          // Frames that are lost in a row are a hole, whatever was said.
          if (gap?.outcome === 'pass') assert.equal(outcome, 'pass', JSON.stringify(checks))
        },
      ),
      { numRuns: 60 },
    )
  })
})
