import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  maxBundlePackets,
  maxBundleTexts,
  readBundle,
  writeBundle,
} from '../../server/protocol/packetBundle.ts'

/** What begins like a bundle is one: packets begin with 1. */
const packet = fc
  .uint8Array({ minLength: 1, maxLength: 60 })
  .map(bytes => Uint8Array.of(1, ...bytes))

const text = fc
  .dictionary(fc.constantFrom('type', 'step'), fc.nat())
  .map(said => JSON.stringify(said))
const bundles = fc.record(
  {
    texts: fc.array(text, { maxLength: maxBundleTexts }),
    packets: fc.array(packet, { minLength: 1, maxLength: maxBundlePackets }),
  },
  { noNullPrototype: true },
)

describe('a bundle of packets', () => {
  it('has the bytes that packetBundle.ts describes', () => {
    const packets = [Uint8Array.of(1, 7), Uint8Array.of(1)]
    const hexOf = (texts: string[]) => Buffer.from(writeBundle({ texts, packets })).toString('hex')
    assert.equal(hexOf([]), '020200000000000201070000000101')
    assert.equal(hexOf(['{}']), '02020001000000027b7d0000000201070000000101')
  })

  it('comes back as it went in', () => {
    fc.assert(
      fc.property(bundles, bundle => {
        assert.deepEqual(readBundle(writeBundle(bundle)), bundle)
      }),
    )
  })

  it('lets a packet alone be', () => {
    const alone = Uint8Array.of(1, 2, 3)
    assert.deepEqual(readBundle(alone), { texts: [], packets: [alone] })
  })

  it('is refused when it is cut off, too long, empty, too full or says what it does not hold', () => {
    const packets = [Uint8Array.of(1, 2, 3), Uint8Array.of(1)]
    const bundle = writeBundle({ texts: ['{}'], packets })
    for (let length = 1; length < bundle.length; length += 1) {
      assert.equal(readBundle(bundle.subarray(0, length)), null, `${length} bytes`)
    }
    assert.equal(readBundle(Uint8Array.of(...bundle, 0)), null)
    assert.equal(readBundle(Uint8Array.of(2, 0, 0, 0)), null)
    assert.equal(readBundle(Uint8Array.of(2, 9, 0, 0)), null)
    const four = [2, 4, 0, 0, ...Array.from({ length: 4 }, () => [0, 0, 0, 1, 1]).flat()]
    assert.equal(readBundle(Uint8Array.from(four)), null)
    assert.equal(readBundle(bundle.with(8, 0x80)), null, 'a text that is not ASCII')
    const long = writeBundle({ texts: ['x'.repeat(1025)], packets })
    assert.equal(readBundle(long), null, 'a long text')
    for (const wrong of [
      { texts: [], packets: [] },
      { texts: [], packets: Array.from({ length: 4 }, () => packets[0]!) },
      { texts: Array.from({ length: 9 }, () => '{}'), packets },
    ])
      assert.throws(() => writeBundle(wrong), RangeError)
  })

  it('never throws on hostile bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), bytes => {
        const read = readBundle(Uint8Array.of(2, ...bytes))
        if (read) assert.deepEqual(readBundle(writeBundle(read)), read)
      }),
    )
  })
})
