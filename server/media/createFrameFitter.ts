import {
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_SMPTE170M,
  AV_PIX_FMT_YUV420P,
  FFmpegError,
  Frame,
  SoftwareScaleContext,
  type AVColorRange,
  type AVColorSpace,
} from './nodeAv.ts'

export interface PictureSize {
  width: number
  height: number
}

/** How yuv420p tells colours; the two matrices are one (ITU-R BT.601). */
export interface PictureColours {
  range: AVColorRange
  space: AVColorSpace
  blackLuma: number
}

/** Of the videos that we make. */
export const videoColours: PictureColours = {
  range: AVCOL_RANGE_MPEG,
  space: AVCOL_SPC_SMPTE170M,
  blackLuma: 16,
}
/** Of JPEG files (JFIF). */
export const jpegColours: PictureColours = {
  range: AVCOL_RANGE_JPEG,
  space: AVCOL_SPC_BT470BG,
  blackLuma: 0,
}

const greyChroma = 128

/**
 * Any decoded frame → yuv420p of one size. A frame of another shape (the phone was turned) is fitted
 * in whole, between black bars. Sizes are even.
 */
export function createFrameFitter(size: PictureSize, colours: PictureColours) {
  const scaler = new SoftwareScaleContext()
  scaler.allocContext()

  /**
   * The caller frees the frame.
   * @param shape what the frame looks like, when its pixels are not square
   */
  return function fitFrame(frame: Frame, shape: PictureSize = frame): Frame {
    const inner = innerSize(shape, size)
    const scaled = newPicture(inner, colours)
    FFmpegError.throwIfError(scaler.scaleFrameSync(scaled, frame), 'scale a frame')
    if (inner.width === size.width && inner.height === size.height) return scaled
    const padded = pad(scaled, size, colours)
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

function newPicture({ width, height }: PictureSize, { range, space }: PictureColours): Frame {
  const picture = new Frame()
  picture.alloc()
  picture.format = AV_PIX_FMT_YUV420P
  picture.width = width
  picture.height = height
  picture.colorRange = range
  picture.colorSpace = space
  FFmpegError.throwIfError(picture.getBuffer(), 'allocate a picture')
  return picture
}

/** A picture of `size` with `inner` in its middle. */
function pad(inner: Frame, size: PictureSize, colours: PictureColours): Frame {
  // Planes without gaps between rows: luma, then two of chroma at half width and height.
  const source = inner.toBuffer()
  const target = Buffer.alloc((size.width * size.height * 3) / 2, greyChroma)
  target.fill(colours.blackLuma, 0, size.width * size.height)
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
  picture.colorRange = colours.range
  picture.colorSpace = colours.space
  return picture
}
