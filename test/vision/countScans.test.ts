import assert from 'node:assert/strict'
import sharp from 'sharp'
import { countScans } from '../../server/vision/countScans.ts'
import { decodeFrame } from '../../server/vision/decodeFrame.ts'
import { decodeImage, imageLimits } from '../../server/vision/decodeImage.ts'
import { noisyJpeg } from '../support/frames.ts'
import { scanBomb } from '../support/scanBomb.ts'

describe('the scans of a JPEG', () => {
  it('are one in a camera’s, some in a progressive one, none in anything else', async () => {
    const jpeg = await noisyJpeg({ widthPx: 200, heightPx: 300 })
    assert.equal(countScans(jpeg, 40), 1)
    const progressive = await sharp(jpeg).jpeg({ progressive: true }).toBuffer()
    assert.equal(countScans(progressive, 40), 10)
    assert.equal(countScans(await sharp(jpeg).png().toBuffer(), 40), 0)
    assert.equal(countScans(new Uint8Array(), 40), 0)
    assert.equal(countScans(scanBomb(64, 300).subarray(1), 40), 0)
    assert.equal(countScans(Buffer.from([0xff, 0xd8, 0xff, 0xda]), 40), 1)
  })

  it('are not those of a picture that it carries', async () => {
    const jpeg = await noisyJpeg({ widthPx: 200, heightPx: 300 })
    const thumbnail = scanBomb(16, 100)
    const app1 = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), thumbnail])
    app1.writeUInt16BE(thumbnail.length + 2, 2)
    const carrier = Buffer.concat([jpeg.subarray(0, 2), app1, jpeg.subarray(2)])
    assert.equal(countScans(carrier, 40), 1)
    assert.ok((await decodeImage(carrier)).ok)
  })

  it('are counted no further than asked', () => {
    assert.equal(countScans(scanBomb(64, 300), 40), 41)
    assert.equal(countScans(scanBomb(64, 300), 1000), 300)
  })

  it('are few in what is decoded: a picture and a frame that are read over and over are refused', async () => {
    const { maxScans } = imageLimits
    assert.ok((await decodeImage(scanBomb(240, maxScans))).ok, 'valid, as far as there are few')
    for (const jpeg of [scanBomb(240, maxScans + 1), scanBomb(4096, 800)]) {
      const image = await decodeImage(jpeg)
      assert.ok(!image.ok && image.fault === 'unsupportedFormat')
      assert.match(image.detail, /more than 40 scans/)
    }
    const frame = await decodeFrame(scanBomb(240, 800))
    assert.ok(!frame.ok && frame.fault === 'unsupportedFormat')
  })
})
