import sharp from 'sharp'
import type { EncodeJpeg } from '../phone/camera/picture.ts'

/** JPEG as browsers make them: baseline, chroma halved. */
export const encodeJpeg: EncodeJpeg = ({ rgb, widthPx: width, heightPx: height }, quality) =>
  sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: Math.round(quality * 100), chromaSubsampling: '4:2:0' })
    .toBuffer()
