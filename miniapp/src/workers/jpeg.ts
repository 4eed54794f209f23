import encode from 'jpeg-js/lib/encoder.js'
import type { EncodeAnswer, EncodeRequest } from '../kit/drivers/openEncoder.ts'
import { shrinkFrame } from '../kit/drivers/shrinkFrame.ts'

/** The mini program's one worker: camera frames in, small JPEGs out. */
declare const worker: {
  onMessage: (listener: (message: EncodeRequest) => void) => void
  postMessage: (message: EncodeAnswer) => void
}

worker.onMessage(({ id, frame, widthPx, heightPx, quality }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's, not a window's
  worker.postMessage({ id, jpeg: compress() })

  function compress(): ArrayBuffer | null {
    if (frame.data.byteLength < Math.max(1, frame.width * frame.height) * 4) return null
    try {
      const pixels = { ...frame, data: new Uint8Array(frame.data) }
      const small = shrinkFrame(pixels, widthPx, heightPx)
      const jpeg = encode(small, Math.round(quality * 100)).data
      // A copy: the encoder's buffer may be larger than the picture.
      return Uint8Array.from(jpeg).buffer
    } catch {
      return null
    }
  }
})
