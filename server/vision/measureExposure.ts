import type { FacePatch } from './facePatch.ts'
import { skinPixels } from './skinPixels.ts'

/** Light on the face's skin. */
export interface Exposure {
  /** Mean luma, 0–255. */
  luminance: number
  /** Share 0–1 of skin pixels whose luma is blown out. */
  overexposed: number
  /** Share 0–1 of skin pixels whose luma is crushed. */
  underexposed: number
}

/** Luma from which detail is gone: 8 bits with the camera's shoulder and toe. */
const blownLuma = 245
const crushedLuma = 25

/** Measures the light on cheeks, nose and forehead. */
export function measureExposure(patch: FacePatch): Exposure {
  const skin = skinPixels(patch)
  let sum = 0
  let blown = 0
  let crushed = 0
  for (const i of skin) {
    const luma = patch.luma[i] ?? 0
    sum += luma
    if (luma >= blownLuma) blown += 1
    if (luma <= crushedLuma) crushed += 1
  }
  return {
    luminance: sum / skin.length,
    overexposed: blown / skin.length,
    underexposed: crushed / skin.length,
  }
}
