import type { CropRule } from '../../models/manifest.ts'

/** A cut of whole pixels. */
export interface PixelRect {
  left: number
  top: number
  width: number
  height: number
}

/** The crop rule, see models/manifest.ts. */
type ScaledBoxRule = Extract<CropRule, { kind: 'scaledBox' }>

/**
 * The rule `scaledBox`: the box times `factor` around its centre. What would reach over the edge is
 * shifted inside, and a box too large for the picture is enlarged only as far as it fits, both sides
 * alike. This is how Silent-Face-Anti-Spoofing cuts the patches that its networks were trained on
 * (src/generate_patches.py), rounding included; null for a box without area.
 */
export function scaledBox(
  box: readonly [left: number, top: number, width: number, height: number],
  { factor, headroom = 0 }: Pick<ScaledBoxRule, 'factor' | 'headroom'>,
  picture: { width: number; height: number },
): PixelRect | null {
  const [left, low, width, faceHeight] = box
  const top = low - headroom * faceHeight
  const height = faceHeight * (1 + headroom)
  if (!(width > 0 && height > 0)) return null
  const scale = Math.min(factor, (picture.width - 1) / width, (picture.height - 1) / height)
  const [x, columns] = place(left + width / 2, width * scale, picture.width)
  const [y, rows] = place(top + height / 2, height * scale, picture.height)
  return { left: x, top: y, width: columns, height: rows }
}

/** First pixel and number of pixels along one axis. */
function place(centre: number, extent: number, length: number): [first: number, count: number] {
  const start = Math.min(Math.max(0, centre - extent / 2), length - 1 - extent)
  const first = Math.max(0, Math.trunc(start))
  const last = Math.min(length - 1, Math.trunc(start + extent))
  return [first, Math.max(1, last - first + 1)]
}
