import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readWav } from '../../server/domain/capture/readWav.ts'
import { resample } from '../../server/speech/resample.ts'
import { near } from './near.ts'
import { wavOf } from './wavOf.ts'

const tone = (hertz: number, rateHz: number, seconds: number) =>
  Float32Array.from({ length: rateHz * seconds }, (_, i) =>
    Math.sin((2 * Math.PI * hertz * i) / rateHz),
  )

/** The same file with another format code, bits and data. */
function withFormat(kind: number, bits: number, data: Uint8Array): Uint8Array {
  const file = Buffer.concat([wavOf([new Float32Array()], 8000), data])
  file.writeUInt16LE(kind, 20)
  file.writeUInt16LE(bits, 34)
  file.writeUInt32LE(data.length, 40)
  return file
}

describe('reading WAV', () => {
  it('gives samples and rate, and mixes channels', () => {
    const mono = readWav(wavOf([Float32Array.of(0, 0.5, -1)], 16_000))
    assert.deepEqual(mono, { samples: Float32Array.of(0, 0.5, -1), rateHz: 16_000 })
    const stereo = readWav(wavOf([Float32Array.of(0.5, 0), Float32Array.of(0, -0.25)], 44_100))
    assert.deepEqual(stereo, { samples: Float32Array.of(0.25, -0.125), rateHz: 44_100 })
  })

  it('knows 8, 24 and 32 bits and float32', () => {
    const float = Buffer.alloc(4)
    float.writeFloatLE(-0.75)
    const cases: [number, number, Uint8Array, number][] = [
      [1, 8, Uint8Array.of(192), 0.5],
      [1, 24, Uint8Array.of(0, 0, 0xc0), -0.5],
      [1, 32, Uint8Array.of(0, 0, 0, 0x40), 0.5],
      [3, 32, float, -0.75],
    ]
    for (const [kind, bits, data, expected] of cases) {
      assert.equal(readWav(withFormat(kind, bits, data))?.samples[0], expected, `${kind}/${bits}`)
    }
  })

  it('passes over other chunks and a size that was never filled in', () => {
    const plain = Buffer.from(wavOf([Float32Array.of(0.5)], 16_000))
    const list = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1')
    const file = Buffer.concat([plain.subarray(0, 36), list, plain.subarray(36)])
    file.writeUInt32LE(0xffffffff, 36 + list.length + 4)
    assert.deepEqual(readWav(file)?.samples, Float32Array.of(0.5))
  })

  it('answers null to anything else, and never throws', () => {
    assert.equal(readWav(new Uint8Array()), null)
    assert.equal(readWav(withFormat(85, 16, Uint8Array.of(1, 2))), null)
    const good = wavOf([tone(440, 8000, 0.01)], 8000)
    fc.assert(
      fc.property(fc.nat(43), fc.nat(255), fc.nat(good.length), (at, value, length) => {
        const bad = Uint8Array.from(good.subarray(0, length))
        if (at < bad.length) bad[at] = value
        readWav(bad)
      }),
    )
  })
})

describe('resampling', () => {
  it('keeps a tone, its pitch and its strength', () => {
    for (const fromHz of [8000, 22_050, 44_100, 48_000]) {
      const changed = resample(tone(1000, fromHz, 0.2), fromHz, 16_000)
      const expected = tone(1000, 16_000, 0.2)
      // The ends lack neighbours.
      for (let i = 200; i < 3000; i++) near(changed[i]!, expected[i]!, 0.01)
    }
  })

  it('takes out what the lower rate cannot carry', () => {
    const changed = resample(tone(12_000, 48_000, 0.2), 48_000, 16_000)
    for (let i = 200; i < 3000; i++) near(changed[i]!, 0, 0.01)
  })
})
