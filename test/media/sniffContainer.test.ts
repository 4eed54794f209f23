import assert from 'node:assert/strict'
import { sniffContainer } from '../../server/media/sniffContainer.ts'

describe('sniffContainer', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat([
      ...parts.map(part =>
        typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
      ),
      Buffer.alloc(16),
    ])

  it('tells the containers that are read by their signatures', () => {
    assert.equal(sniffContainer(bytes([0, 0, 0, 24], 'ftypisom')), 'mov')
    assert.equal(sniffContainer(bytes([0, 0, 0, 20], 'ftypqt  ')), 'mov')
    assert.equal(sniffContainer(bytes([0, 0, 0, 8], 'wide')), 'mov')
    assert.equal(sniffContainer(bytes([0x1a, 0x45, 0xdf, 0xa3])), 'matroska')
    assert.equal(sniffContainer(bytes('RIFF', [1, 2, 3, 4], 'AVI ')), 'avi')
    assert.equal(sniffContainer(bytes('FLV\x01')), 'flv')
    assert.equal(sniffContainer(bytes([0, 0, 1, 0xba])), 'mpeg')
  })

  it('knows nothing else: text, playlists, pictures, sound, what is too short', () => {
    const others = [
      '#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1/a.ts\n',
      "ffconcat version 1.0\nfile '/etc/passwd'\n",
      '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">',
      'v=0\no=- 0 0 IN IP4 127.0.0.1\n',
      'RIFF\0\0\0\0WAVEfmt ',
      'RIFF\0\0\0\0WEBPVP8 ',
      'OggS\0\x02',
      'ID3\x04',
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff\xe0',
      'GIF89a',
      '<svg xmlns="http://www.w3.org/2000/svg">',
      'data:video/mp4;base64,AAAA',
    ]
    for (const other of others) assert.equal(sniffContainer(bytes(other)), null, other)
    assert.equal(sniffContainer(Buffer.alloc(0)), null)
    assert.equal(sniffContainer(Buffer.from([0x1a, 0x45, 0xdf, 0xa3])), null)
    assert.equal(sniffContainer(Buffer.alloc(4096)), null)
  })
})
