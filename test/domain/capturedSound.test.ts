import assert from 'node:assert/strict'
import fc from 'fast-check'
import { joinSound } from '../../server/domain/capture/capturedSound.ts'
import { toPcm16, writeWav } from '../../server/domain/writeWav.ts'
import { cropSound } from '../../server/domain/digit/cropSound.ts'
import { readWav } from '../../server/domain/capture/readWav.ts'

const packet = (timeMs: number, values: readonly number[]) => ({
  timeMs,
  pcm: new Uint8Array(Int16Array.from(values).buffer),
})
const ramp = (count: number) => Array.from({ length: count }, (_, at) => at - (count >> 1))

describe('joinSound', () => {
  it('is null without packets', () => assert.equal(joinSound([]), null))

  it('puts 100 ms packets together, to the sample, whatever their times are rounded to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 20 }),
        jitters => {
          const values = ramp(1600 * jitters.length)
          const sound = joinSound(
            jitters.map((jitter, at) =>
              packet(
                7000 + at * 100 + (at > 0 ? jitter : 0),
                values.slice(at * 1600, (at + 1) * 1600),
              ),
            ),
          )!
          assert.deepEqual(
            [...sound.pcm],
            values.map(value => value / 32_768),
          )
          assert.deepEqual([sound.startMs, sound.missingMs, sound.overlaps], [7000, 0, 0])
        },
      ),
    )
  })

  it('fills a hole with silence, and says how long it is', () => {
    const sound = joinSound([packet(0, Array(1600).fill(5)), packet(300, Array(1600).fill(5))])!
    assert.equal(sound.pcm.length, 1600 * 4)
    assert.equal(sound.missingMs, 200)
    assert.ok(sound.pcm.subarray(1600, 4800).every(value => value === 0))
    assert.ok(sound.pcm.subarray(4800).every(value => value > 0))
  })

  it('counts packets that begin before the last one ended', () => {
    const sound = joinSound([
      packet(0, ramp(1600)),
      packet(50, ramp(1600)),
      packet(200, ramp(1600)),
    ])!
    assert.equal(sound.overlaps, 1)
  })
})

describe('cropSound', () => {
  it('gives what lies between two times, and nothing beyond the track', () => {
    const track = { startMs: 1000, pcm: Float32Array.from({ length: 16_000 }, (_, at) => at) }
    const part = cropSound(track, 1250, 1500)
    assert.deepEqual([part.startMs, part.pcm.length, part.pcm[0]], [1250, 4000, 4000])
    assert.equal(cropSound(track, 0, 9000).pcm.length, 16_000)
    assert.equal(cropSound(track, 3000, 9000).pcm.length, 0)
  })
})

describe('writeWav', () => {
  it('is read back to the sample', () => {
    const pcm = Float32Array.from([0, 0.5, -0.5, -1, 32_767 / 32_768, 2, -2])
    const read = readWav(writeWav(toPcm16(pcm), 16_000))!
    assert.equal(read.rateHz, 16_000)
    const expected = [0, 0.5, -0.5, -1, 32_767 / 32_768, 32_767 / 32_768, -1]
    assert.deepEqual([...read.samples], expected)
  })
})
