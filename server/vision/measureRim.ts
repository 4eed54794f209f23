import type { Pyramid } from './pyramid.ts'
import { warpImage } from './warpImage.ts'

/** The face's box is brought to this side in the middle of a square of `viewPx`. */
const facePx = 48
const viewPx = 4 * facePx
/** Lines are looked for from here … */
const nearPx = 0.55 * facePx
/** … to here from the face's centre. */
const farPx = 1.9 * facePx
/** Half the length of a line: it is longer than the face on both sides. */
const reachPx = facePx
/** Turn of a device that is held upright, as rise per px: ± 10°. */
const maxSlope = 0.176
const slopeSteps = 8
/** A step of luminance across the line, of 255. */
const minStep = 12
/** Pixels of the line that may lack that step, or have it in the other direction: 15 %. */
const maxMissed = Math.floor(0.15 * (2 * reachPx + 1))

/**
 * Share 0–1 of the four sides of a face on which a long straight edge runs beside it, nearly parallel
 * to the picture's: the rim of a phone, tablet or sheet. Door frames and window bars do the same, so
 * that fewer than three sides say nothing.
 */
export function measureRim(
  pyramid: Pyramid,
  [left, top, width, height]: readonly [number, number, number, number],
): number {
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
  const inside = {
    left: Math.max(0, tx),
    top: Math.max(0, ty),
    right: Math.min(viewPx, tx + scale * pyramid.image.width),
    bottom: Math.min(viewPx, ty + scale * pyramid.image.height),
  }
  const across = (along: number, offset: number) => luminance[along * viewPx + offset]!
  const down = (along: number, offset: number) => luminance[offset * viewPx + along]!
  const sides = [
    hasLine(across, -1, inside.left, inside.right),
    hasLine(across, 1, inside.left, inside.right),
    hasLine(down, -1, inside.top, inside.bottom),
    hasLine(down, 1, inside.top, inside.bottom),
  ]
  return sides.filter(Boolean).length / sides.length
}

type Read = (along: number, offset: number) => number

function hasLine(read: Read, direction: 1 | -1, low: number, high: number): boolean {
  const middle = viewPx / 2
  for (let distance = nearPx; distance <= farPx; distance++) {
    for (let k = -slopeSteps; k <= slopeSteps; k++) {
      const slope = (maxSlope * k) / slopeSteps
      let sum = 0
      let missed = 0
      for (let along = -reachPx; along <= reachPx && missed <= maxMissed; along++) {
        const offset = Math.round(middle + direction * distance + slope * along)
        const isInside = offset >= low + 3 && offset <= high - 4
        const step = isInside
          ? read(middle + along, offset + 1) - read(middle + along, offset - 1)
          : 0
        // The first clear step says which way the whole line goes.
        const isStep = Math.abs(step) > minStep && step * sum >= 0
        if (isStep) sum += Math.sign(step)
        else missed++
      }
      if (missed <= maxMissed) return true
    }
  }
  return false
}
