import { patchPx, type FacePatch } from './facePatch.ts'
import { hullPixels } from './hullPixels.ts'
import { meshPoints } from './meshPoints.ts'

/** Gaussian widths that part the patch's detail into a middle and a coarse band, px. */
const sigmas = [0.71, 1.41, 2.83] as const

/**
 * Sharpness as the balance of two bands of detail in the face oval: the amplitude of structures
 * of about 4–8 patch px (1/10–1/5 of the eye distance) by that of structures twice as large.
 * Blur eats the first before the second. The ratio does not move with brightness, contrast or
 * resolution, and the finest band, where sensor noise and JPEG blocks sit, is left out.
 *
 * Unblurred LFW photos .50–.80; blurred with σ = .04 eye distances .38–.51, .06 .34–.42,
 * .09 .30–.34 (50 photos of five people).
 */
export function measureSharpness({ luma, point }: FacePatch): number {
  const [fine, middle, coarse] = sigmas.map(sigma => smooth(luma, sigma))
  if (!fine || !middle || !coarse) return NaN
  let detail = 0
  let shape = 0
  for (const i of hullPixels(meshPoints.oval.map(point), patchPx, 0.9)) {
    detail += ((fine[i] ?? 0) - (middle[i] ?? 0)) ** 2
    shape += ((middle[i] ?? 0) - (coarse[i] ?? 0)) ** 2
  }
  // A flat patch has no detail at all.
  return shape > 0 ? Math.sqrt(detail / shape) : 0
}

/** Separable Gaussian, cut at 3σ, the border repeated. */
function smooth(values: Float32Array, sigma: number): Float32Array {
  // The middle tap and those to one side; the other side mirrors them.
  const half = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, i) =>
    Math.exp(-(i * i) / (2 * sigma * sigma)),
  )
  const total = half.reduce((sum, tap) => sum + 2 * tap, -1)
  const kernel = half.map(tap => tap / total)
  return convolve(convolve(values, kernel), kernel)
}

/** Convolves the rows and writes the result transposed, so that two calls do both directions. */
function convolve(values: Float32Array, kernel: Float64Array): Float32Array {
  const reach = kernel.length - 1
  const out = new Float32Array(values.length)
  const row = new Float64Array(patchPx + 2 * reach)
  for (let y = 0; y < patchPx; y++) {
    const from = y * patchPx
    row.fill(values[from] ?? 0, 0, reach)
    row.set(values.subarray(from, from + patchPx), reach)
    row.fill(values[from + patchPx - 1] ?? 0, reach + patchPx)
    for (let x = 0; x < patchPx; x++) {
      const at = x + reach
      let sum = (kernel[0] ?? 0) * (row[at] ?? 0)
      for (let k = 1; k <= reach; k++)
        sum += (kernel[k] ?? 0) * ((row[at - k] ?? 0) + (row[at + k] ?? 0))
      out[x * patchPx + y] = sum
    }
  }
  return out
}
