import type { PadSignals } from '../domain/face.ts'
import { faceSurroundings } from './faceSurroundings.ts'
import { measureBezel } from './measureBezel.ts'
import { measureRaster } from './measureRaster.ts'
import { measureRim } from './measureRim.ts'
import type { Pyramid } from './pyramid.ts'

/** Own traces of a screen or print around a face: a heuristic that can only say "no". */
export function padSignals(
  pyramid: Pyramid,
  box: readonly [number, number, number, number],
): PadSignals {
  const sides = faceSurroundings(pyramid, box)
  return {
    rasterPeak: measureRaster(pyramid.image, box),
    rim: measureRim(sides),
    bezel: measureBezel(sides),
  }
}
