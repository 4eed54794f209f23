import { patchPx, type FacePatch } from './facePatch.ts'
import { hullPixels } from './hullPixels.ts'
import { meshPoints } from './meshPoints.ts'
import { skinPixels } from './skinPixels.ts'

/**
 * What bare features showed least on 50 unaltered LFW photos of five people, and covered ones at
 * most; the measure is .5 at the value given here. Contrasts are shares of the skin's luma.
 */
const limits = {
  /** Bare ≥ .16; flat patches and opaque sunglasses ≤ .04; glasses tinted by 70 % .08–.25. */
  eyeContrast: 0.12,
  /** Bare ≥ .24; flat masks ≤ .05; masks drawn with folds .17–.30. */
  mouthContrast: 0.18,
  /** Bare lips are redder than the forehead (−.13…+.04); coloured masks mostly .06–.20. */
  rednessLoss: 0.06,
}

/**
 * How much an eye or the mouth looks covered, 0–1. The mesh invents what it cannot see, so the
 * pixels under it are asked: an eye and a mouth have contrast of their own, and lips are redder
 * than the forehead. The worst of both eyes and the mouth counts. It finds masks, dark glasses and
 * patches; it does not find what looks like a face itself (a hand's shadowed fingers, a printed
 * mask), nor lightly tinted glasses.
 */
export function measureOcclusion(patch: FacePatch): number {
  const cheeks = skinPixels(patch, ['rightCheek', 'leftCheek'])
  const forehead = skinPixels(patch, ['forehead'])
  // A dark mask darkens the cheeks; the forehead keeps the measure of the light.
  const light = Math.max(meanOf(patch.luma, cheeks), meanOf(patch.luma, forehead))
  const areaOf = (points: readonly number[], grow: number) =>
    hullPixels(points.map(patch.point), patchPx, grow)
  const eyes = [meshPoints.rightEye, meshPoints.leftEye].map(eye => areaOf(eye, 1.15))
  const lips = areaOf(meshPoints.lips, 1)

  const missing = (pixels: readonly number[], limit: number) =>
    1 - contrastOf(patch.luma, pixels) / light / (2 * limit)
  const rednessLoss = rednessOf(patch, forehead) - rednessOf(patch, lips)
  const worst = Math.max(
    ...eyes.map(eye => missing(eye, limits.eyeContrast)),
    missing(lips, limits.mouthContrast),
    rednessLoss / (2 * limits.rednessLoss),
  )
  return Math.min(1, Math.max(0, worst))
}

function meanOf(values: Float32Array, pixels: readonly number[]): number {
  return pixels.reduce((sum, i) => sum + (values[i] ?? 0), 0) / pixels.length
}

/** Luma between the 5th and the 95th percentile. */
function contrastOf(luma: Float32Array, pixels: readonly number[]): number {
  const sorted = Float32Array.from(pixels, i => luma[i] ?? 0).toSorted()
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  return at(0.95) - at(0.05)
}

/** Share of red in the summed colour; 1/3 is grey. */
function rednessOf({ red, green, blue }: FacePatch, pixels: readonly number[]): number {
  const [r, g, b] = [red, green, blue].map(plane => meanOf(plane, pixels))
  const sum = (r ?? 0) + (g ?? 0) + (b ?? 0)
  return sum > 0 ? (r ?? 0) / sum : 1 / 3
}
