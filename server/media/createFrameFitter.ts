import {
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_SMPTE170M,
  AV_PIX_FMT_YUV420P,
  FFmpegError,
  Frame,
  SoftwareScaleContext,
} from './nodeAv.ts'

export interface PictureSize {
  width: number
  height: number
}

/** Limited-range black. */
const black = { luma: 16, chroma: 128 }

/**
 * Any decoded frame → yuv420p of one size. A frame of another shape (the phone was turned) is fitted
 * in whole, between black bars. Sizes are even.
 */
export function createFrameFitter(size: PictureSize) {
  const scaler = new SoftwareScaleContext()
  scaler.allocContext()

  /** The caller frees the frame. */
  return function fitFrame(frame: Frame): Frame {
    const inner = innerSize(frame, size)
    const scaled = newPicture(inner)
    FFmpegError.throwIfError(scaler.scaleFrameSync(scaled, frame), 'scale a frame')
    if (inner.width === size.width && inner.height === size.height) return scaled
    const padded = pad(scaled, size)
    scaled.free()
    return padded
  }
}

const even = (px: number): number => Math.max(2, 2 * Math.round(px / 2))

function innerSize(frame: PictureSize, size: PictureSize): PictureSize {
  const scale = Math.min(size.width / frame.width, size.height / frame.height)
  return {
    width: Math.min(size.width, even(frame.width * scale)),
    height: Math.min(size.height, even(frame.height * scale)),
  }
}

function newPicture({ width, height }: PictureSize): Frame {
  const picture = new Frame()
  picture.alloc()
  picture.format = AV_PIX_FMT_YUV420P
  picture.width = width
  picture.height = height
  picture.colorRange = AVCOL_RANGE_MPEG
  picture.colorSpace = AVCOL_SPC_SMPTE170M
  FFmpegError.throwIfError(picture.getBuffer(), 'allocate a picture')
  return picture
}

/** A picture of `size` with `inner` in its middle. */
function pad(inner: Frame, size: PictureSize): Frame {
  // Planes without gaps between rows: luma, then two of chroma at half width and height.
  const source = inner.toBuffer()
  const target = Buffer.alloc((size.width * size.height * 3) / 2, black.chroma)
  target.fill(black.luma, 0, size.width * size.height)
  const left = 2 * Math.floor((size.width - inner.width) / 4)
  const top = 2 * Math.floor((size.height - inner.height) / 4)
  let [from, to] = [0, 0]
  for (const share of [1, 2, 2]) {
    const [width, stride] = [inner.width / share, size.width / share]
    for (let row = 0; row < inner.height / share; row += 1) {
      const line = source.subarray(from + row * width, from + (row + 1) * width)
      target.set(line, to + (row + top / share) * stride + left / share)
    }
    from += (inner.width * inner.height) / share ** 2
    to += (size.width * size.height) / share ** 2
  }
  const picture = Frame.fromVideoBuffer(target, { ...size, format: AV_PIX_FMT_YUV420P })
  picture.colorRange = AVCOL_RANGE_MPEG
  picture.colorSpace = AVCOL_SPC_SMPTE170M
  return picture
}
