import { farPx, nearPx, reachPx, viewPx, type FaceSide } from './faceSurroundings.ts'

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
export function measureRim(sides: readonly FaceSide[]): number {
  return sides.filter(hasLine).length / sides.length
}

function hasLine(side: FaceSide): boolean {
  const { luminance, alongStep, acrossStep, direction } = side
  const [low, high] = side.across
  const middle = viewPx / 2
  for (let distance = nearPx; distance <= farPx; distance++) {
    for (let k = -slopeSteps; k <= slopeSteps; k++) {
      const slope = (maxSlope * k) / slopeSteps
      let sum = 0
      let missed = 0
      for (let along = -reachPx; along <= reachPx && missed <= maxMissed; along++) {
        const offset = Math.round(middle + direction * distance + slope * along)
        const isInside = offset >= low + 3 && offset <= high - 4
        const at = (middle + along) * alongStep + offset * acrossStep
        const step = isInside ? luminance[at + acrossStep]! - luminance[at - acrossStep]! : 0
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
