import { createFrameFitter } from './createFrameFitter.ts'
import { createJpegEncoder } from './createJpegEncoder.ts'
import {
  AVCOL_SPC_BT709,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_UNSPECIFIED,
  AV_FRAME_DATA_DISPLAYMATRIX,
  type Frame,
} from './nodeAv.ts'
import { jpegColours, newPicture, type PictureSize } from './newPicture.ts'
import { orientationOfTag, readOrientation, turnPlane, type Orientation } from './orientation.ts'

/** Pixels may be twice as wide as high, or half; what claims more is not believed. */
const maxPixelShape = 2

/**
 * Decoded pictures of one clip → upright JPEGs of one size, that of the first, its longer side at
 * most `maxFramePx`. Pixels become square.
 * @param rotate the track's tag, for pictures that carry no matrix
 */
export function createPictureWriter(
  { maxFramePx }: { maxFramePx: number },
  { rotate }: { rotate: string | null },
) {
  let tools: ReturnType<typeof openTools> | null = null

  function openTools(first: Frame) {
    const stored = fitSize(shapeOf(first), maxFramePx)
    const matrix = first.getSideData(AV_FRAME_DATA_DISPLAYMATRIX)
    const orientation = matrix ? readOrientation(matrix) : orientationOfTag(rotate)
    return {
      orientation,
      recorded: turnSize(first, orientation),
      fitFrame: createFrameFitter(stored, jpegColours),
      encoder: createJpegEncoder(turnSize(stored, orientation)),
    }
  }

  return {
    write(frame: Frame): Buffer {
      tools ??= openTools(frame)
      if (frame.colorSpace === AVCOL_SPC_UNSPECIFIED) frame.colorSpace = usualSpace(frame)
      const fitted = tools.fitFrame(frame, shapeOf(frame))
      const upright = turn(fitted, tools.orientation)
      const jpeg = tools.encoder.encode(upright)
      upright.free()
      return jpeg
    },
    /** Of the first picture as recorded, upright; null before it came. */
    recordedSize: (): PictureSize | null => tools?.recorded ?? null,
    free: () => tools?.encoder.free(),
  }
}

/** With square pixels. */
function shapeOf({ width, height, sampleAspectRatio: { num, den } }: Frame): PictureSize {
  const shape = num / den
  if (!(shape >= 1 / maxPixelShape && shape <= maxPixelShape)) return { width, height }
  return { width: width * shape, height }
}

function fitSize({ width, height }: PictureSize, maxPx: number): PictureSize {
  const scale = Math.min(1, maxPx / Math.max(width, height))
  const even = (px: number) => Math.max(2, 2 * Math.floor((px * scale) / 2))
  return { width: even(width), height: even(height) }
}

const turnSize = ({ width, height }: PictureSize, { isTurned }: Orientation): PictureSize =>
  isTurned ? { width: height, height: width } : { width, height }

/** What players take when a video does not say: BT.709 from 720 lines on. */
function usualSpace({ width, height }: PictureSize) {
  return Math.max(width, height) >= 1280 || Math.min(width, height) > 576
    ? AVCOL_SPC_BT709
    : AVCOL_SPC_SMPTE170M
}

/** Takes the picture over. */
function turn(picture: Frame, orientation: Orientation): Frame {
  const { isTurned, flipsX, flipsY } = orientation
  if (!isTurned && !flipsX && !flipsY) return picture
  const { width, height } = picture
  // Planes without gaps between rows: luma, then two of chroma at half width and height.
  const planes = picture.toBuffer()
  picture.free()
  const upright = Buffer.alloc(planes.length)
  let at = 0
  for (const share of [1, 2, 2]) {
    const size = { width: width / share, height: height / share }
    const bytes = size.width * size.height
    upright.set(turnPlane(planes.subarray(at, at + bytes), size, orientation), at)
    at += bytes
  }
  return newPicture(turnSize({ width, height }, orientation), jpegColours, upright)
}
