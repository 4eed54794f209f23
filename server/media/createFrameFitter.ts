import { FFmpegError, SoftwareScaleContext, type Frame } from './nodeAv.ts'
import { newPicture, type PictureColours, type PictureSize } from './newPicture.ts'

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
  return newPicture(size, colours, target)
}
