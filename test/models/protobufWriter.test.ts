import assert from 'node:assert/strict'
import { createProtobufWriter, type ProtobufWriter } from '../../models/build/protobufWriter.ts'

const encode = (fill: (writer: ProtobufWriter) => void) => {
  const writer = createProtobufWriter()
  fill(writer)
  return Buffer.from(writer.finish()).toString('hex')
}

describe('protobuf writer', () => {
  // The three messages of protobuf.dev, "Encoding": "A Simple Message", "Length-Delimited Records"
  // and "Submessages".
  it('writes the messages of the protobuf documentation', () => {
    assert.equal(
      encode(message => message.varint(1, 150)),
      '089601',
    )
    assert.equal(
      encode(message => message.text(2, 'testing')),
      '120774657374696e67',
    )
    const inner = createProtobufWriter()
    inner.varint(1, 150)
    assert.equal(
      encode(message => message.bytes(3, inner.finish())),
      '1a03089601',
    )
  })

  it('writes varints at the edges of their bytes', () => {
    const known: [number | bigint, string][] = [
      [0, '00'],
      [127, '7f'],
      [128, '8001'],
      [16383, 'ff7f'],
      [16384, '808001'],
      [2 ** 53 - 1, 'ffffffffffffff0f'],
      [2n ** 63n - 1n, 'ffffffffffffffff7f'],
    ]
    for (const [value, expected] of known) {
      assert.equal(
        encode(message => message.varint(1, value)),
        `08${expected}`,
      )
    }
  })

  // protobuf.dev, "Encoding", "Signed Integers": -2 takes ten bytes.
  it('writes negative numbers as ten bytes of two’s complement', () => {
    assert.equal(
      encode(message => message.varint(1, -2)),
      '08feffffffffffffffff01',
    )
    assert.equal(
      encode(message => message.varint(1, -1)),
      '08ffffffffffffffffff01',
    )
  })

  it('writes singles little-endian', () => {
    assert.equal(
      encode(message => message.float(2, 1)),
      '150000803f',
    )
    assert.equal(
      encode(message => message.float(2, -0.5)),
      '15000000bf',
    )
  })

  it('writes tags of more than one byte and keeps the order of fields', () => {
    assert.equal(
      encode(message => {
        message.varint(20, 7)
        message.text(1, 'ä')
      }),
      'a001070a02c3a4',
    )
  })

  it('refuses field numbers that protobuf does not have', () => {
    for (const field of [0, -1, 1.5, 2 ** 29]) {
      assert.throws(() => createProtobufWriter().varint(field, 1), RangeError)
    }
  })
})
