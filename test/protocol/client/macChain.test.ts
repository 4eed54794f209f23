import assert from 'node:assert/strict'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { macOffset, packetHeaderBytes, readPacket } from '../../../server/protocol/capturePacket.ts'
import { fromBase64Url } from '../../../server/protocol/client/fromBase64Url.ts'
import { createMacChain } from '../../../server/protocol/client/macChain.ts'

describe('the client half of the MAC chain', () => {
  it('is what node:crypto computes from the definition in capturePacket.ts', () => {
    const key = randomBytes(32)
    const captureId = '0f9b0a9c-6a7e-4f0b-9f4f-3f6d0c7f1a11'
    const chain = createMacChain(key.toString('base64url'), captureId)
    let expected = createHmac('sha256', key).update(captureId).digest()
    assert.deepEqual(chain.summary(), { packets: 0, lastMac: expected.toString('hex') })
    for (const [index, kind] of (['frame', 'still', 'frame'] as const).entries()) {
      const payload = randomBytes(5000 + index)
      const packet = chain.seal(kind, 1234.5 + index, payload)
      expected = createHmac('sha256', key)
        .update(packet.subarray(0, macOffset))
        .update(createHash('sha256').update(payload).digest())
        .update(expected)
        .digest()
      const read = readPacket(packet)
      assert.deepEqual(read?.header, { kind, sequence: index, captureMs: 1234.5 + index })
      assert.deepEqual(Buffer.from(read?.mac ?? []), expected)
      assert.equal(packet.length, packetHeaderBytes + payload.length)
    }
    assert.deepEqual(chain.summary(), { packets: 3, lastMac: expected.toString('hex') })
  })

  it('refuses a key that is not 32 bytes', () => {
    assert.throws(() => createMacChain('AAAA', 'id'), RangeError)
    assert.throws(() => createMacChain('not base64url!', 'id'), RangeError)
  })
})

describe('base64url without the platform', () => {
  it('reads what Buffer writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), bytes => {
        const read = fromBase64Url(Buffer.from(bytes).toString('base64url'))
        assert.deepEqual(Array.from(read ?? []), Array.from(bytes))
      }),
    )
  })

  it('gives null for other alphabets and lengths', () => {
    for (const text of ['+A==', 'A', 'AA=', 'AA/A', '中文']) assert.equal(fromBase64Url(text), null)
  })
})
