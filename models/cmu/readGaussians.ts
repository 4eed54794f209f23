import { openParameterFile } from './openParameterFile.ts'
import type { SphinxFail } from './sphinxFail.ts'

/** Means or variances of all Gaussians of a model. */
export interface Gaussians {
  codebooks: number
  streams: number
  /** Gaussians in one stream of one codebook. */
  densities: number
  /** Dimensions of one stream. */
  width: number
  /** In order codebook, stream, density, dimension. */
  values: Float32Array
}

/** Reads `means` or `variances`. Source: sphinxbase, gauden_param_read of ms_gauden.c. */
export function readGaussians(file: Uint8Array, fail: SphinxFail): Gaussians {
  const reader = openParameterFile(file, fail)
  const [codebooks, streams, densities] = [reader.int32(), reader.int32(), reader.int32()]
  if (codebooks < 1 || codebooks > 1000) throw fail(`names ${codebooks} codebooks, not 1–1,000`)
  if (streams < 1 || streams > 8) throw fail(`names ${streams} streams, not 1–8`)
  if (densities < 1 || densities > 4096) throw fail(`names ${densities} Gaussians, not 1–4,096`)
  const widths = Array.from({ length: streams }, () => reader.int32())
  const [width = 0] = widths
  if (width < 1 || width > 100 || widths.some(other => other !== width)) {
    throw fail(`has streams of ${widths.join(', ')} dimensions, not of one width up to 100`)
  }
  const count = codebooks * streams * densities * width
  const named = reader.int32()
  if (named !== count) throw fail(`names ${named} numbers where its sizes make ${count}`)
  const values = reader.floats(count)
  if (reader.left > 0) throw fail(`is ${reader.left} bytes too long`)
  if (!values.every(Number.isFinite)) throw fail('holds numbers that are not finite')
  return { codebooks, streams, densities, width, values }
}
