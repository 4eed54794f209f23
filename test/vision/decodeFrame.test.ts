import assert from 'node:assert/strict'
import sharp from 'sharp'
import { decodeFrame } from '../../server/vision/decodeFrame.ts'
import { decodeImage } from '../../server/vision/decodeImage.ts'
import { noisyJpeg } from '../support/frames.ts'

describe('a frame of the stream', () => {
  it('is the same picture to who looks for life in it and to who recognises it, however it says it lies', async () => {
    const jpeg = await noisyJpeg({ widthPx: 200, heightPx: 300 })
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const turned = await sharp(jpeg).withMetadata({ orientation }).jpeg().toBuffer()
      const [frame, photo] = [await decodeFrame(turned), await decodeImage(turned)]
      assert.ok(frame.ok && photo.ok)
      assert.equal(frame.image.width, orientation < 5 ? 200 : 300)
      assert.deepEqual(frame.image, photo.image, `orientation ${orientation}`)
    }
  })

  it('has its sides measured as it lies', async () => {
    const jpeg = await noisyJpeg({ widthPx: 120, heightPx: 300 })
    const lying = await sharp(jpeg).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const decoded = await decodeFrame(lying)
    assert.ok(!decoded.ok)
    assert.match(decoded.detail, /^300×120 px/)
  })
})
