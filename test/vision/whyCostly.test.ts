import assert from 'node:assert/strict'
import sharp from 'sharp'
import { decodeFrame } from '../../server/vision/decodeFrame.ts'
import { decodeImage, imageLimits } from '../../server/vision/decodeImage.ts'
import { whyCostly } from '../../server/vision/whyCostly.ts'
import { noisyJpeg } from '../support/frames.ts'
import { scanBomb } from '../support/scanBomb.ts'

const startOfScan = Buffer.from([0xff, 0xda])

describe('whyCostly', () => {
  const holds = (scans: number, bytes: Uint8Array) => {
    assert.equal(whyCostly(bytes, scans), null)
    if (scans > 0) assert.equal(whyCostly(bytes, scans - 1), `more than ${scans - 1} scans`)
  }

  it('counts one scan in a camera’s JPEG, some in a progressive one, none in anything else', async () => {
    const jpeg = await noisyJpeg({ widthPx: 200, heightPx: 300 })
    holds(1, jpeg)
    holds(10, await sharp(jpeg).jpeg({ progressive: true }).toBuffer())
    holds(0, await sharp(jpeg).png().toBuffer())
    holds(0, new Uint8Array())
    holds(0, scanBomb(64, 300).subarray(1))
    holds(1, Buffer.from([0xff, 0xd8, 0xff, 0xda]))
    holds(300, scanBomb(64, 300))
  })

  it('does not count those of a picture that it carries', async () => {
    const jpeg = await noisyJpeg({ widthPx: 200, heightPx: 300 })
    const thumbnail = scanBomb(16, 100)
    const app1 = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), thumbnail])
    app1.writeUInt16BE(thumbnail.length + 2, 2)
    const carrier = Buffer.concat([jpeg.subarray(0, 2), app1, jpeg.subarray(2)])
    holds(1, carrier)
    assert.ok((await decodeImage(carrier)).ok)
  })

  it('counts those that hide in what no marker begins: libjpeg finds them where a restart is due', async () => {
    const bomb = scanBomb(64, 300)
    const second = bomb.indexOf(startOfScan, bomb.indexOf(startOfScan) + 2)
    for (const marker of [0x01, 0x02, 0x4f, 0xbf]) {
      const cover = Buffer.from([0xff, marker, 0x7f, 0xf0])
      holds(300, Buffer.concat([bomb.subarray(0, second), cover, bomb.subarray(second)]))
    }
  })

  it('names arithmetic coding, whose scans go on without a byte', async () => {
    const jpeg = await noisyJpeg({ widthPx: 200, heightPx: 300 })
    const header = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
    for (const marker of [0xc9, 0xca, 0xcf]) {
      const arithmetic = Buffer.from(jpeg)
      arithmetic[header + 1] = marker
      assert.equal(whyCostly(arithmetic, 12), 'arithmetic coding')
      const frame = await decodeFrame(arithmetic)
      assert.ok(!frame.ok && frame.fault === 'unsupportedFormat')
      const image = await decodeImage(arithmetic)
      assert.ok(!image.ok && image.detail === 'the JPEG has arithmetic coding')
    }
  })

  it('keeps what is read over and over from being decoded, as a picture and as a frame', async () => {
    const { maxScans } = imageLimits
    assert.ok((await decodeImage(scanBomb(240, maxScans))).ok, 'valid, as far as there are few')
    for (const jpeg of [scanBomb(240, maxScans + 1), scanBomb(4096, 800)]) {
      const image = await decodeImage(jpeg)
      assert.ok(!image.ok && image.fault === 'unsupportedFormat')
      assert.match(image.detail, /more than 20 scans/)
    }
    const jpeg = await noisyJpeg({ widthPx: 240, heightPx: 320 })
    assert.ok((await decodeFrame(await sharp(jpeg).jpeg({ progressive: true }).toBuffer())).ok)
    const frame = await decodeFrame(scanBomb(240, 13))
    assert.ok(!frame.ok && frame.fault === 'unsupportedFormat')
    assert.equal(frame.detail, 'more than 12 scans')
  })
})
