import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readGaussians } from '../../models/cmu/readGaussians.ts'
import { readMixtureWeights } from '../../models/cmu/readMixtureWeights.ts'
import { readModelDefinition } from '../../models/cmu/readModelDefinition.ts'
import { readTransitions } from '../../models/cmu/readTransitions.ts'
import {
  writeBinaryDefinition,
  writeParameters,
  writeSendump,
  writeTextDefinition,
} from '../support/sphinxFiles.ts'

class Refusal extends Error {}
const fail = (problem: string) => new Refusal(problem)

const means = () => writeParameters([1, 1, 2, 3, 6], [1, 2, 3, -4, 5, 0.5])
const transitions = () => writeParameters([1, 3, 4, 12], [3, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 3])
const definition = {
  phones: ['SIL', 'a', 'b'],
  states: 12,
  alone: [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ] as [number, number, number][],
  triphones: [
    { phone: 'a', left: 'b', right: 'SIL', position: 'e' as const, states: [9, 10, 11] as const },
  ],
}
const weights = [
  [
    [0, 1, 2],
    [3, 0, 1],
  ],
]
const expected = { streams: 1, densities: 2, states: 3 }

describe('the readers of Sphinx’s files', () => {
  it('read Gaussians in either byte order', () => {
    const swapped = writeParameters([1, 1, 2, 3, 6], [1, 2, 3, -4, 5, 0.5], false)
    for (const file of [means(), swapped]) {
      const { values, ...sizes } = readGaussians(file, fail)
      assert.deepEqual(sizes, { codebooks: 1, streams: 1, densities: 2, width: 3 })
      assert.deepEqual([...values], [1, 2, 3, -4, 5, 0.5])
    }
  })

  it('read transitions as shares of their row', () => {
    const [matrix] = readTransitions(transitions(), fail)
    const shares = matrix?.map(row => row.map(logP => Math.exp(logP)))
    assert.deepEqual(
      shares?.map(row => row.map(share => Math.round(share * 100))),
      [
        [75, 25],
        [50, 50],
        [25, 75],
      ],
    )
  })

  it('read mixture weights of 8 bits, and of 4 bits that point at values', () => {
    const quantised = (file: Uint8Array) => {
      const read = readMixtureWeights(file, expected, fail)
      return [0, 1].map(density => [0, 1, 2].map(state => read.quantised(0, density, state)))
    }
    assert.deepEqual(quantised(writeSendump(weights, 8)), weights[0])
    assert.deepEqual(quantised(writeSendump(weights, 4, [10, 20, 30, 159])), [
      [10, 20, 30],
      [159, 10, 20],
    ])
  })

  it('read the model definition as text and in binary form alike', () => {
    for (const file of [writeTextDefinition(definition), writeBinaryDefinition(definition)]) {
      const read = readModelDefinition(file, fail)
      assert.equal(read.states, 12)
      assert.deepEqual(read.phones, definition.phones)
      assert.deepEqual(read.alone('b'), [6, 7, 8])
      assert.deepEqual(read.between('a', 'b', 'SIL', 'e'), [9, 10, 11])
      assert.equal(read.between('a', 'b', 'SIL', 's'), null)
      assert.equal(read.alone('x'), null)
    }
  })

  it('refuse a damaged file by its sum, and one with another end', () => {
    const flipped = means()
    flipped[flipped.length - 8]! ^= 1
    assert.throws(() => readGaussians(flipped, fail), /damaged/)
    assert.throws(() => readGaussians(Buffer.from('s3\nversion 1.0\n'), fail), Refusal)
    assert.throws(() => readGaussians(Buffer.from('PK\u0003\u0004'), fail), Refusal)
    const skipping = writeParameters([1, 3, 4, 12], [3, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 3])
    assert.throws(() => readTransitions(skipping, fail), /skip a state/)
    const stuck = writeParameters([1, 3, 4, 12], [3, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 3])
    assert.throws(() => readTransitions(stuck, fail), /no way/)
    assert.throws(
      () => readMixtureWeights(writeSendump(weights, 4, [10, 20, 159]), expected, fail),
      /points beyond/,
    )
  })

  it('never make what a file merely names: sizes are held against its length', () => {
    const huge = 0x7fffffff
    for (const sizes of [
      [huge, 3, 256, 13, 13, 13, huge],
      [1000, 3, 4096, 100, 100, 100, 1000 * 3 * 4096 * 100],
      [-1, 3, 256, 13, 13, 13, 1],
      [1, 1, 2, 3, -6],
    ]) {
      assert.throws(() => readGaussians(writeParameters(sizes, []), fail), Refusal)
    }
    const rows = writeParameters([10_000, 3, 4, 120_000], [])
    assert.throws(() => readTransitions(rows, fail), /ends early/)
    const wide = { streams: 3, densities: 4096, states: 65_535 }
    const header = writeSendump([[[]], [[]], [[]]], 8)
    assert.throws(() => readMixtureWeights(header, wide, fail), Refusal)
  })

  it('answer any change of bytes with a refusal or a reading, never with another error', () => {
    const readers: [Uint8Array, (file: Uint8Array) => unknown][] = [
      [means(), file => readGaussians(file, fail)],
      [transitions(), file => readTransitions(file, fail)],
      [writeSendump(weights, 8), file => readMixtureWeights(file, expected, fail)],
      [
        writeSendump(weights, 4, [10, 20, 30, 159]),
        file => readMixtureWeights(file, expected, fail),
      ],
      [writeTextDefinition(definition), file => readModelDefinition(file, fail)],
      [writeBinaryDefinition(definition), file => readModelDefinition(file, fail)],
    ]
    const change = fc.record({
      reader: fc.nat(readers.length - 1),
      at: fc.nat(),
      byte: fc.nat(255),
      cut: fc.nat(3),
    })
    fc.assert(
      fc.property(change, ({ reader, at, byte, cut }) => {
        const [file, read] = readers[reader]!
        const copy = Uint8Array.from(file)
        copy[at % copy.length] = byte
        const shown = cut === 0 ? copy.subarray(0, at % copy.length) : copy
        try {
          read(shown)
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error))
        }
      }),
      { numRuns: 3000 },
    )
  })
})
