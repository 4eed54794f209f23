import assert from 'node:assert/strict'
import { readAddress } from '../../server/api/readAddress.ts'

/** The line that a proxy is at the other end of. */
const line = '10.0.0.7'

const forwarded: readonly (readonly [header: string, key: string])[] = [
  ['192.0.2.1', '192.0.2.1'],
  ['203.0.113.5, 192.0.2.1', '192.0.2.1'],
  [' 192.0.2.1 ', '192.0.2.1'],
  ['192.0.2.1:5555', '192.0.2.1'],
  ['[192.0.2.1]:5555', '192.0.2.1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:DB8:0:0:1:2:3:4', '2001:db8:0:0'],
  ['2001:0db8:0000:0000::9', '2001:db8:0:0'],
  ['[2001:db8::1]', '2001:db8:0:0'],
  ['[2001:db8::1]:443', '2001:db8:0:0'],
  ['2001:db8:0:1::1', '2001:db8:0:1'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::FFFF:1.2.3.4', '1.2.3.4'],
  ['::ffff:102:304', '1.2.3.4'],
  ['0:0:0:0:0:ffff:5.6.7.8', '5.6.7.8'],
  ['0:0:0:0:0:ffff:506:708', '5.6.7.8'],
  ['[::ffff:102:304]:443', '1.2.3.4'],
  // No address: the line's.
  ['', line],
  ['192.0.2.1,', line],
  ['unknown', line],
  ['_hidden', line],
  ['1.2.3', line],
  ['1.2.3.256', line],
  ['192.0.2.1:port', line],
  ['[2001:db8::1', line],
  ['2001:db8::1::2', line],
  ['[]:443', line],
  ['x'.repeat(10_000), line],
]

describe('where a request comes from', () => {
  const read = (header: string | undefined, remoteAddress: string | undefined, trustProxy = true) =>
    readAddress({ headers: { 'x-forwarded-for': header }, socket: { remoteAddress } }, trustProxy)

  for (const [header, key] of forwarded)
    it(`is ${key} where the proxy says “${header.slice(0, 40)}”`, () => {
      assert.equal(read(header, line), key)
    })

  it('is the line’s where no proxy is trusted or none said anything', () => {
    assert.equal(read('192.0.2.1', line, false), line)
    assert.equal(read('192.0.2.1', '::ffff:10.0.0.7', false), line)
    assert.equal(read(undefined, '2001:db8::1'), '2001:db8:0:0')
  })

  it('is empty, one key for all, where the line has no address', () => {
    assert.equal(read('unknown', undefined), '')
  })
})
