import {
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_SMPTE170M,
  AV_PIX_FMT_YUV420P,
  FFmpegError,
  Frame,
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

/**
 * A picture of yuv420p; the caller frees it.
 * @param planes what it shows, luma and then two of chroma, without gaps between rows. They are
 *   copied: Frame.fromVideoBuffer of node-av 6.1.1 says so too, but keeps pointing at memory
 *   that JavaScript gives to something else.
 */
export function newPicture(
  { width, height }: PictureSize,
  { range, space }: Pick<PictureColours, 'range' | 'space'>,
  planes?: Uint8Array,
): Frame {
  const picture = new Frame()
  picture.alloc()
  picture.format = AV_PIX_FMT_YUV420P
  picture.width = width
  picture.height = height
  picture.colorRange = range
  picture.colorSpace = space
  FFmpegError.throwIfError(picture.getBuffer(), 'allocate a picture')
  if (planes) fill(picture, planes)
  return picture
}

function fill(picture: Frame, planes: Uint8Array): void {
  const { width, height, linesize } = picture
  let from = 0
  for (const [i, plane] of (picture.data ?? []).entries()) {
    const share = i === 0 ? 1 : 2
    const [columns, rows] = [Math.ceil(width / share), Math.ceil(height / share)]
    for (let row = 0; row < rows; row += 1) {
      plane.set(planes.subarray(from, from + columns), row * (linesize[i] ?? columns))
      from += columns
    }
  }
}
