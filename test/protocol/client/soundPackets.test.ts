import assert from 'node:assert/strict'
import { createHearing } from '../../../server/protocol/client/hearing.ts'
import { createResampler, soundRateHz } from '../../../server/protocol/client/resampler.ts'
import { createSoundClock } from '../../../server/protocol/client/soundClock.ts'
import { createSoundPackets, type SoundPart } from '../../../server/protocol/client/soundPackets.ts'

const rates = [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000]

function tone(hz: number, rateHz: number, seconds: number, amplitude = 0.5): Float32Array {
  return Float32Array.from(
    { length: Math.round(rateHz * seconds) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * hz * index) / rateHz),
  )
}

/** In parts of all sizes, as no browser would. */
function* pieces(samples: Float32Array): Generator<Float32Array> {
  const sizes = [128, 1, 1024, 777, 4096, 3]
  for (let at = 0, turn = 0; at < samples.length; turn += 1) {
    const size = sizes[turn % sizes.length]!
    yield samples.subarray(at, at + size)
    at += size
  }
}

function resampled(samples: Float32Array, rateHz: number): number[] {
  const { push } = createResampler(rateHz)
  return Array.from(pieces(samples)).flatMap(piece => Array.from(push(piece)))
}

function rms(samples: readonly number[]): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length)
}

describe('sound at 16 kHz', () => {
  for (const rateHz of rates)
    it(`from ${rateHz} Hz is the same tone at the same time`, () => {
      const hz = 1_000
      const output = resampled(tone(hz, rateHz, 1), rateHz)
      assert.ok(Math.abs(output.length - soundRateHz) < 80, String(output.length))
      const expected = tone(hz, soundRateHz, 1)
      const middle = output.slice(400, -400)
      const error = rms(middle.map((value, index) => value - expected[index + 400]!))
      assert.ok(20 * Math.log10(error / 0.354) < -60, `${20 * Math.log10(error / 0.354)} dB`)
    })

  it('keeps the voice up to 6.5 kHz and folds nothing above 9.5 kHz into it', () => {
    for (const rateHz of [44_100, 48_000, 96_000]) {
      for (const hz of [100, 3_000, 6_500]) {
        const share = rms(resampled(tone(hz, rateHz, 0.5), rateHz).slice(400, -400)) / 0.354
        assert.ok(Math.abs(20 * Math.log10(share)) < 0.5, `${hz} of ${rateHz}: ${share}`)
      }
      for (const hz of [9_500, 12_000, 15_999, 20_000]) {
        const share = rms(resampled(tone(hz, rateHz, 0.5), rateHz).slice(400, -400)) / 0.354
        assert.ok(20 * Math.log10(share + 1e-9) < -60, `${hz} of ${rateHz}: ${share}`)
      }
    }
  })

  it('loses no sample over a minute of an awkward rate', () => {
    const { push } = createResampler(44_100)
    const second = new Float32Array(44_100)
    let count = 0
    for (let index = 0; index < 60; index += 1) count += push(second).length
    assert.ok(Math.abs(count - 60 * soundRateHz) < 40, String(count))
  })

  it('refuses a rate that is none', () => {
    for (const rateHz of [0, -1, Number.NaN, 1e9]) assert.throws(() => createResampler(rateHz))
  })
})

describe('the clock of the microphone', () => {
  it('takes the shortest delay of late, and stays as it was fixed', () => {
    const clock = createSoundClock(1_000, 10)
    // Long ago the system handed over a burst: 100 ms early against the beat since.
    clock.note(400, 1_300)
    for (const [end, arrivedMs] of [
      [2_500, 3_540],
      [2_600, 3_605],
      [2_700, 3_790],
    ] as const)
      clock.note(end, arrivedMs)
    assert.equal(clock.timeOf(0), 3_605 - 2_600 - 10)
    clock.note(2_800, 3_700)
    assert.equal(clock.timeOf(2_000), 3_605 - 600 - 10)
    assert.equal(clock.lagMs(), -105)
  })

  it('tells that the microphone stood still', () => {
    const clock = createSoundClock(1_000)
    clock.note(100, 105)
    assert.equal(clock.lagMs(), 0)
    assert.equal(clock.timeOf(0), 5)
    for (let end = 200; end <= 3_000; end += 100) clock.note(end, end + 5 + 700)
    assert.equal(clock.lagMs(), 700)
  })
})

describe('sound packets', () => {
  /** A microphone that hands over 20 ms at a time, each up to 30 ms late. */
  function record(rateHz: number, untilMs: number, fromMs: number) {
    const packets = createSoundPackets({ rateHz, soundMs: 100, latencyMs: 15 })
    const parts: SoundPart[] = []
    const size = Math.round(rateHz / 50)
    const bornMs = 5_000
    const samples = tone(440, rateHz, (untilMs - bornMs) / 1000)
    for (let at = 0; at + size <= samples.length; at += size) {
      const endMs = bornMs + ((at + size) / rateHz) * 1000
      if (endMs >= fromMs && packets.reachedMs() === -Infinity)
        packets.begin(fromMs, part => parts.push(part))
      packets.push(samples.subarray(at, at + size), endMs + 15 + ((at / size) % 4) * 10)
    }
    return { packets, parts, bornMs }
  }

  for (const rateHz of [16_000, 44_100, 48_000])
    it(`are whole, contiguous and on the clock of the client (${rateHz} Hz)`, () => {
      const { packets, parts, bornMs } = record(rateHz, 8_050, 6_000)
      const reachedMs = packets.reachedMs()
      assert.ok(Math.abs(reachedMs - 8_050) < 25, String(reachedMs))
      assert.ok(Math.abs(packets.end().lagMs) < 1)
      const whole = parts.slice(0, -1)
      assert.ok(whole.length >= 20)
      assert.ok(whole.every(({ pcm }) => pcm.length === 3_200))
      const last = parts.at(-1)!
      assert.ok(last.pcm.length > 0 && last.pcm.length <= 3_200 && last.pcm.length % 2 === 0)
      assert.ok(parts[0]!.captureMs >= 6_000 && parts[0]!.captureMs < 6_001)
      let endMs = parts[0]!.captureMs
      for (const { captureMs, pcm } of parts) {
        assert.ok(Math.abs(captureMs - endMs) < 1e-6)
        endMs = captureMs + pcm.length / 32
      }
      assert.ok(Math.abs(endMs - reachedMs) < 1e-6)
      // The tone itself says when each sample was taken.
      for (const { captureMs, pcm } of whole) {
        const view = new DataView(pcm.buffer)
        for (let index = 0; index < 1_600; index += 97) {
          const seconds = (captureMs - bornMs) / 1000 + index / soundRateHz
          const expected = 0.5 * 32_767 * Math.sin(2 * Math.PI * 440 * seconds)
          assert.ok(Math.abs(view.getInt16(index * 2, true) - expected) < 40)
        }
      }
    })

  it('give nothing before they were begun and after they ended', () => {
    const packets = createSoundPackets({ rateHz: 16_000, soundMs: 100 })
    const parts: SoundPart[] = []
    packets.push(new Float32Array(4_000), 250)
    packets.begin(250, part => parts.push(part))
    packets.push(new Float32Array(1_700), 356.25)
    packets.end()
    packets.push(new Float32Array(4_000), 606.25)
    assert.deepEqual(
      parts.map(({ captureMs, pcm }) => [captureMs, pcm.length]),
      [
        [250, 3_200],
        [350, 200],
      ],
    )
  })

  it('cut off what is louder than full scale instead of wrapping it round', () => {
    const packets = createSoundPackets({ rateHz: 16_000, soundMs: 1 })
    const parts: SoundPart[] = []
    packets.begin(0, part => parts.push(part))
    packets.push(
      Float32Array.from({ length: 16 }, (_, index) => (index % 2 ? 3 : -3)),
      1,
    )
    const view = new DataView(parts[0]!.pcm.buffer)
    assert.deepEqual([view.getInt16(0, true), view.getInt16(2, true)], [-32_767, 32_767])
  })
})

describe('the mark that it hears', () => {
  function play(parts: readonly (readonly [seconds: number, amplitude: number])[]) {
    const listen = createHearing()
    let seed = 1
    const noise = () => {
      seed = (seed * 16_807) % 2_147_483_647
      return (seed / 2_147_483_647 - 0.5) * 2
    }
    return parts.map(([seconds, amplitude]) => {
      const heard = []
      for (let at = 0; at < seconds * soundRateHz; at += 320) {
        const now = listen(Float32Array.from({ length: 320 }, () => noise() * amplitude))
        if (now) heard.push(now)
      }
      return heard
    })
  }

  it('stays still in a quiet and in a noisy room, and rises with a voice', () => {
    for (const room of [0.0005, 0.01]) {
      const [quiet, spoken, after] = play([
        [2, room],
        [0.4, room * 12],
        [1, room],
      ])
      assert.ok(quiet!.every(({ level, isVoice }) => !isVoice && level < 0.15))
      assert.ok(spoken!.some(({ isVoice }) => isVoice))
      assert.ok(Math.max(...spoken!.map(({ level }) => level)) > 0.4)
      assert.ok(!after!.at(-1)!.isVoice)
    }
  })

  it('does not take a click, or the faintest rustle of a silent microphone, for a voice', () => {
    const [, click, , rustle] = play([
      [2, 0.0005],
      [0.04, 0.5],
      [1, 0],
      [1, 0.0005],
    ])
    assert.ok(click!.every(({ isVoice }) => !isVoice))
    assert.ok(rustle!.every(({ isVoice }) => !isVoice))
  })

  it('levels stay between 0 and 1', () => {
    for (const { level } of play([
      [1, 0],
      [1, 1],
      [1, 0],
    ]).flat())
      assert.ok(level >= 0 && level <= 1)
  })
})
