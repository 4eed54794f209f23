import type { PadSignals } from '../domain/face.ts'
import { measureRaster } from './measureRaster.ts'
import { measureRim } from './measureRim.ts'
import type { Pyramid } from './pyramid.ts'

/** Own traces of a screen or print around a face: a heuristic that can only say "no". */
export function padSignals(
  pyramid: Pyramid,
  box: readonly [number, number, number, number],
): PadSignals {
  return { rasterPeak: measureRaster(pyramid.image, box), rim: measureRim(pyramid, box) }
}
