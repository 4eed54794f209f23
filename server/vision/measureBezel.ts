import { farPx, nearPx, reachPx, viewPx, type FaceSide } from './faceSurroundings.ts'

/** Turn and perspective of a device that is held upright, as rise per px: ± 12°. */
const maxSlope = 0.21
const slopeSteps = 7
/** Widths of a bezel, px of the view: a twentieth of the face to a seventh. */
const widths = [2, 3, 5, 7] as const
/** What lies beside it is read so far from its edges. */
const gapPx = 1
/** It is darker, or brighter, by this than what lies on either side, of 255. */
const minStep = 10
/** Every second place of the line is looked at. */
const stride = 2
const places = reachPx + 1
/** The line's places that the picture must show, and those of them that must look like a bezel. */
const minSeen = 0.6 * places
const minShare = 0.8
const maxMissed = (1 - minShare) * places

/**
 * Share 0–1 of the four sides of a face on which a long, straight, narrow band runs, darker or brighter than
 * what lies on both its sides: the bezel of a phone or tablet. Unlike a single edge (measureRim.ts) few rooms
 * have one beside a face: 7 of 100 photos of Labeled Faces in the Wild have one side, none has two.
 */
export function measureBezel(sides: readonly FaceSide[]): number {
  return sides.filter(hasBand).length / sides.length
}

function hasBand(side: FaceSide): boolean {
  for (let distance = nearPx; distance <= farPx; distance++)
    for (let k = -slopeSteps; k <= slopeSteps; k++)
      for (const width of widths)
        if (isBand(side, distance, (maxSlope * k) / slopeSteps, width)) return true
  return false
}

function isBand(side: FaceSide, distance: number, slope: number, width: number): boolean {
  const { luminance, alongStep, acrossStep, direction, across, along } = side
  const middle = viewPx / 2
  const half = Math.ceil(width / 2) + gapPx
  let seen = 0
  let [notDark, notBright] = [0, 0]
  for (let at = -reachPx; at <= reachPx; at += stride) {
    const offset = Math.round(middle + direction * distance + slope * at)
    const isAlong = middle + at >= along[0] + 1 && middle + at <= along[1] - 2
    if (!isAlong || offset - half < across[0] + 1 || offset + half > across[1] - 2) continue
    seen++
    const place = (middle + at) * alongStep + offset * acrossStep
    const band = luminance[place]!
    const inside = luminance[place - half * acrossStep]!
    const outside = luminance[place + half * acrossStep]!
    if (Math.min(inside, outside) - band <= minStep) notDark++
    if (band - Math.max(inside, outside) <= minStep) notBright++
    if (Math.min(notDark, notBright) > maxMissed) return false
  }
  return seen >= minSeen && Math.min(notDark, notBright) <= (1 - minShare) * seen
}
