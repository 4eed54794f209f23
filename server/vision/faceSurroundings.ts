import type { Pyramid } from './pyramid.ts'
import { warpImage } from './warpImage.ts'

/** The face's box is brought to this side in the middle of a square of `viewPx`. */
export const facePx = 48
export const viewPx = 4 * facePx
/** Lines are looked for from here … */
export const nearPx = 0.55 * facePx
/** … to here from the face's centre. */
export const farPx = 1.9 * facePx
/** Half the length of a line: it is longer than the face on both sides. */
export const reachPx = facePx

/** One of the four sides of a face. */
export interface FaceSide {
  /** 0–255; the place `along` a line and `across` it is at along · alongStep + across · acrossStep. */
  luminance: Float32Array
  alongStep: number
  acrossStep: number
  /** Where the side lies from the middle, across its lines. */
  direction: 1 | -1
  /** What the picture shows of the view, from … to. */
  across: readonly [number, number]
  along: readonly [number, number]
}

/** What is around a face, seen from each of its sides: left, right, above and below. */
export function faceSurroundings(
  pyramid: Pyramid,
  [left, top, width, height]: readonly [number, number, number, number],
): FaceSide[] {
  const scale = facePx / Math.max(width, height)
  const tx = viewPx / 2 - scale * (left + width / 2)
  const ty = viewPx / 2 - scale * (top + height / 2)
  const planes = warpImage(
    pyramid,
    { a: scale, b: 0, tx, ty },
    { size: viewPx, gain: 1, offset: 0 },
  )
  const plane = viewPx * viewPx
  const luminance = planes
    .subarray(0, plane)
    .map((red, i) => 0.299 * red + 0.587 * planes[plane + i]! + 0.114 * planes[2 * plane + i]!)
  // Black beyond the picture would be an edge of its own.
  const inX = [Math.max(0, tx), Math.min(viewPx, tx + scale * pyramid.image.width)] as const
  const inY = [Math.max(0, ty), Math.min(viewPx, ty + scale * pyramid.image.height)] as const
  const beside = { luminance, alongStep: viewPx, acrossStep: 1, across: inX, along: inY }
  const above = { luminance, alongStep: 1, acrossStep: viewPx, across: inY, along: inX }
  return [
    { ...beside, direction: -1 },
    { ...beside, direction: 1 },
    { ...above, direction: -1 },
    { ...above, direction: 1 },
  ]
}
