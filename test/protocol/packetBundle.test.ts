import assert from 'node:assert/strict'
import fc from 'fast-check'
import { maxBundlePackets, readBundle, writeBundle } from '../../server/protocol/packetBundle.ts'

/** What begins like a bundle is one: packets begin with 1. */
const packet = fc
  .uint8Array({ minLength: 1, maxLength: 60 })
  .map(bytes => Uint8Array.of(1, ...bytes))

describe('a bundle of packets', () => {
  it('has the bytes that packetBundle.ts describes', () => {
    const bundle = writeBundle([Uint8Array.of(1, 7), Uint8Array.of(1)])
    assert.equal(Buffer.from(bundle).toString('hex'), '020200000000000201070000000101')
  })

  it('comes back as it went in', () => {
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1, maxLength: maxBundlePackets }), packets => {
        assert.deepEqual(readBundle(writeBundle(packets)), packets)
      }),
    )
  })

  it('lets a packet alone be', () => {
    const alone = Uint8Array.of(1, 2, 3)
    assert.deepEqual(readBundle(alone), [alone])
  })

  it('is refused when it is cut off, too long, empty or says what it does not hold', () => {
    const bundle = writeBundle([Uint8Array.of(1, 2, 3), Uint8Array.of(1)])
    for (let length = 1; length < bundle.length; length += 1) {
      assert.equal(readBundle(bundle.subarray(0, length)), null, `${length} bytes`)
    }
    assert.equal(readBundle(Uint8Array.of(...bundle, 0)), null)
    assert.equal(readBundle(Uint8Array.of(2, 0, 0, 0)), null)
    assert.equal(readBundle(Uint8Array.of(2, 9, 0, 0)), null)
    assert.throws(() => writeBundle([]), RangeError)
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
