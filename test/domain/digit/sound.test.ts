import assert from 'node:assert/strict'
import fc from 'fast-check'
import { bandPass } from '../../../server/domain/digit/bandPass.ts'
import { generateDigitChallenge } from '../../../server/domain/digit/generateDigitChallenge.ts'
import { isDigitCode } from '../../../server/domain/digit/isDigitCode.ts'
import { measureSound } from '../../../server/domain/digit/measureSound.ts'
import { measureSync, type LipSample } from '../../../server/domain/digit/measureSync.ts'
import { sampleRate } from '../../../server/domain/digit/soundTrack.ts'
import { randomBytes } from '../../support/randomBytes.ts'
import { seededRandom } from '../../support/seededRandom.ts'

/** Quiet noise, and a buzz of 140 Hz with its overtones whenever `loudness` (0–1) is above nothing. */
function speak(lengthMs: number, loudness: (timeMs: number) => number, seed = 1): Float32Array {
  const random = seededRandom(seed)
  return Float32Array.from({ length: (lengthMs * sampleRate) / 1000 }, (_, at) => {
    const seconds = at / sampleRate
    const buzz = [1, 2, 3, 4, 5, 6].reduce(
      (sum, overtone) => sum + Math.sin(2 * Math.PI * 140 * overtone * seconds) / overtone,
      0,
    )
    return 0.1 * loudness(seconds * 1000) * buzz + 0.001 * (random() - 0.5)
  })
}

const rms = (pcm: Float32Array) =>
  Math.sqrt(pcm.reduce((sum, value) => sum + value * value, 0) / pcm.length)
const tone = (hz: number) =>
  Float32Array.from({ length: sampleRate }, (_, at) =>
    Math.sin((2 * Math.PI * hz * at) / sampleRate),
  )

describe('bandPass', () => {
  it('lets the middle through, halves the power at its corners, stops the rest', () => {
    const gain = (hz: number) => rms(bandPass(tone(hz), 300, 3000)) / Math.SQRT1_2
    assert.ok(Math.abs(gain(1000) - 1) < 0.02, `${gain(1000)}`)
    for (const corner of [300, 3000])
      assert.ok(Math.abs(gain(corner) - Math.SQRT1_2) < 0.03, `${corner} ${gain(corner)}`)
    assert.ok(gain(50) < 0.04 && gain(7500) < 0.04)
  })
})

describe('measureSound', () => {
  const words = (timeMs: number) =>
    (timeMs > 800 && timeMs < 1100) || (timeMs > 1900 && timeMs < 2300) ? 1 : 0

  it('finds the words, on the clock of the capture', () => {
    const { segments, snrDb, clippedShare } = measureSound({
      startMs: 5000,
      pcm: speak(3000, words),
    })
    assert.equal(segments.length, 2, JSON.stringify(segments))
    const expected = [
      [5800, 6100],
      [6900, 7300],
    ]
    segments.forEach(({ startMs, endMs }, at) => {
      assert.ok(Math.abs(startMs - expected[at]![0]!) < 40, `${startMs}`)
      assert.ok(Math.abs(endMs - expected[at]![1]!) < 40, `${endMs}`)
    })
    assert.ok(snrDb > 30 && clippedShare === 0)
  })

  it('is the same at any loudness that does not clip', () => {
    const pcm = speak(3000, words)
    const { segments, snrDb } = measureSound({ startMs: 0, pcm })
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 2, noNaN: true }), gain => {
        const louder = measureSound({ startMs: 0, pcm: pcm.map(value => value * gain) })
        assert.deepEqual(louder.segments, segments)
        assert.ok(Math.abs(louder.snrDb - snrDb) < 0.1)
      }),
      { numRuns: 15 },
    )
  })

  it('hears nothing in noise, silence, a click or no sound at all', () => {
    const click = (timeMs: number) => (timeMs > 500 && timeMs < 530 ? 1 : 0)
    for (const pcm of [speak(2000, () => 0), speak(2000, click), new Float32Array(32_000)])
      assert.deepEqual(measureSound({ startMs: 0, pcm }).segments, [])
    assert.deepEqual(measureSound({ startMs: 0, pcm: new Float32Array() }).segments, [])
  })

  it('sees clipping', () => {
    const pcm = speak(2000, words).map(value => Math.max(-1, Math.min(1, value * 20)))
    assert.ok(measureSound({ startMs: 0, pcm }).clippedShare > 0.01)
  })
})

describe('measureSync', () => {
  /** Syllables at irregular times. */
  const syllables = (timeMs: number) => {
    const at = [300, 750, 1000, 1500, 1800, 2300, 2650, 3200].find(
      start => timeMs >= start && timeMs < start + 200,
    )
    return at === undefined ? 0 : Math.sin((Math.PI * (timeMs - at)) / 200)
  }
  const lipsOf = (leadMs: number, intervalMs = 66): LipSample[] => {
    const random = seededRandom(3)
    return Array.from({ length: Math.floor(3600 / intervalMs) }, (_, at) => ({
      timeMs: 1000 + at * intervalMs,
      lipHeight: 0.3 + 0.3 * syllables(at * intervalMs + leadMs) + 0.02 * random(),
    }))
  }
  const sound = { startMs: 1000, pcm: speak(3600, syllables) }

  it('knows lips that move with the voice, at their lag, whatever the frame rate', () => {
    for (const intervalMs of [40, 66, 90]) {
      for (const leadMs of [0, 120]) {
        const { correlation, lagMs } = measureSync(lipsOf(leadMs, intervalMs), sound)!
        assert.ok(correlation > 0.6, `${intervalMs} ${leadMs} ${correlation}`)
        assert.ok(Math.abs(lagMs - leadMs) <= 40, `${lagMs} for ${leadMs}`)
      }
    }
  })

  it('is low for lips that lie still or move to other words', () => {
    const still = lipsOf(0).map(({ timeMs }) => ({ timeMs, lipHeight: 0.3 }))
    assert.equal(measureSync(still, sound)!.correlation, 0)
    const late = lipsOf(-1700)
    assert.ok(measureSync(late, sound)!.correlation < 0.5)
  })

  it('hears vowels, not the hum below them', () => {
    const hum = sound.pcm.map((value, at) => {
      const loud = syllables((at * 1000) / sampleRate + 1700)
      return value + 0.3 * loud * Math.sin((2 * Math.PI * 200 * at) / sampleRate)
    })
    const { correlation } = measureSync(lipsOf(0), { ...sound, pcm: hum })!
    assert.ok(correlation > 0.75, String(correlation))
  })

  it('says nothing when there is next to nothing', () => {
    assert.equal(measureSync([], sound), null)
    assert.equal(measureSync(lipsOf(0), { startMs: 0, pcm: new Float32Array(1000) }), null)
    assert.equal(measureSync(lipsOf(0), { ...sound, startMs: 90_000 }), null)
  })
})

describe('generateDigitChallenge', () => {
  it('admits exactly 2,424 codes', () => {
    const codes = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'))
    assert.equal(codes.filter(isDigitCode).length, 2424)
    for (const wrong of ['1234', '1783', '6394', '3345', '34', '34890', 'abcd'])
      assert.equal(isDigitCode(wrong), false, wrong)
    for (const right of ['1348', '3489', '8036']) assert.equal(isDigitCode(right), true, right)
  })

  it('draws them all, with a time of its own for each digit', () => {
    const bytes = randomBytes(5)
    const seen = new Set<string>()
    for (let run = 0; run < 30_000; run++) {
      const { code, digitMs } = generateDigitChallenge(bytes)
      assert.ok(isDigitCode(code))
      assert.ok(digitMs.length === 4 && digitMs.every(ms => ms >= 950 && ms <= 2100))
      seen.add(code)
    }
    // 2,424 · e^(−30,000/2,424) = .01 are expected to be missing.
    assert.ok(seen.size >= 2420, `${seen.size}`)
  })
})
