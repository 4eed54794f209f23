import assert from 'node:assert/strict'
import { decodeWeights, type WeightEntry } from '../../models/build/decodeWeights.ts'

const entry = (stored: string, count: number, more: object = {}): WeightEntry => ({
  name: 'w',
  shape: [count],
  dtype: 'float32',
  quantization: { dtype: stored, ...more },
})
const valuesOf = (entries: WeightEntry[], bytes: number[]) =>
  decodeWeights(entries, Uint8Array.from(bytes)).get('w')?.data

describe('decoding TensorFlow.js weights', () => {
  // IEEE 754-2019, binary16: the values of Table 3.5's parameters at their edges.
  it('reads half words: normal, largest, smallest, subnormal, infinite, negative zero', () => {
    const known: [number, number][] = [
      [0x3c00, 1],
      [0xc000, -2],
      [0x3555, 0.333251953125],
      [0x7bff, 65504],
      [0x0400, 2 ** -14],
      [0x03ff, 1023 * 2 ** -24],
      [0x0001, 2 ** -24],
      [0x7c00, Infinity],
      [0x8000, -0],
    ]
    const bytes = known.flatMap(([half]) => [half & 0xff, half >> 8])
    assert.deepEqual(
      valuesOf([entry('float16', known.length)], bytes),
      Float32Array.from(known, ([, value]) => value),
    )
    assert.ok(Number.isNaN(valuesOf([entry('float16', 1)], [0x01, 0x7e])?.[0]))
  })

  it('reads quantised bytes in doubles and rounds once', () => {
    const scale = 0.0005260649557207145
    const min = -0.07101876902229645
    assert.deepEqual(
      valuesOf([entry('uint8', 3, { scale, min })], [0, 135, 255]),
      Float32Array.of(min, 135 * scale + min, 255 * scale + min),
    )
  })

  it('reads singles and integers one after the other', () => {
    const bytes = new Uint8Array(12)
    const view = new DataView(bytes.buffer)
    view.setFloat32(0, -1.5, true)
    view.setInt32(4, -7, true)
    view.setInt32(8, 384, true)
    const weights = decodeWeights(
      [
        { name: 'a', shape: [1], dtype: 'float32' },
        { name: 'b', shape: [2], dtype: 'int32' },
      ],
      bytes,
    )
    assert.deepEqual(weights.get('a')?.data, Float32Array.of(-1.5))
    assert.deepEqual(weights.get('b')?.data, Int32Array.of(-7, 384))
  })

  it('refuses a file that is too long or too short, and a storage it does not know', () => {
    assert.throws(() => valuesOf([{ name: 'w', shape: [1], dtype: 'float32' }], [0, 0, 0, 0, 0]))
    assert.throws(() => valuesOf([{ name: 'w', shape: [2], dtype: 'float32' }], [0, 0, 0, 0]))
    assert.throws(() => valuesOf([entry('uint4', 1)], [0]), /uint4/)
    assert.throws(() => valuesOf([entry('uint8', 1)], [0]), /uint8/)
  })
})
