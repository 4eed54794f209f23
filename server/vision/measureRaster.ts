import { fftSquare } from './fft.ts'
import type { RgbImage } from './rgbImage.ts'

/** Frequencies looked at, cycles per px: below lies the face itself, above the noise of the sensor. */
const band = [0.08, 0.46] as const
/** Powers of two, px; a smaller face has no raster left to see. */
const maxSidePx = 128
const minSidePx = 64
/** Bins beside the axes that JPEG's 8 px blocks and the borders of rows and columns fill. */
const axisBins = 2

/**
 * How far the strongest periodic pattern of the face stands out of its surroundings in the spectrum:
 * log10 of its power over the median power at the same distance from the origin; 0 when the face is
 * too small to say. Moiré and pixel or print rasters are narrow peaks; skin, hair and noise are not.
 */
export function measureRaster(
  image: RgbImage,
  [left, top, width, height]: readonly [number, number, number, number],
): number {
  const room = Math.min(width, height, image.width, image.height)
  let side = maxSidePx
  while (side > room) side /= 2
  if (side < minSidePx) return 0
  const x0 = clamp(Math.round(left + (width - side) / 2), image.width - side)
  const y0 = clamp(Math.round(top + (height - side) / 2), image.height - side)
  return strongestPeak(spectrum(image, x0, y0, side), side)
}

/** Power of the windowed luminance, origin at the corner. */
function spectrum({ data, width }: RgbImage, x0: number, y0: number, side: number): Float64Array {
  const luminance = new Float64Array(side * side)
  let mean = 0
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const i = 3 * ((y0 + y) * width + x0 + x)
      const value = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!
      luminance[y * side + x] = value
      mean += value / (side * side)
    }
  const hann = Float64Array.from(
    { length: side },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / side),
  )
  const re = luminance.map(
    (value, i) => (value - mean) * hann[i % side]! * hann[Math.floor(i / side)]!,
  )
  const im = new Float64Array(side * side)
  fftSquare(re, im, side)
  return re.map((value, i) => value ** 2 + im[i]! ** 2)
}

function strongestPeak(power: Float64Array, side: number): number {
  const rings: number[][] = []
  for (let v = -side / 2; v < side / 2; v++)
    for (let u = 0; u < side / 2; u++) {
      const radius = Math.hypot(u, v)
      const isAxis = u <= axisBins || Math.abs(v) <= axisBins
      if (isAxis || radius < band[0] * side || radius > band[1] * side) continue
      const ring = (rings[Math.round(radius)] ??= [])
      ring.push(power[((v + side) % side) * side + u]!)
    }
  let peak = 0
  rings.forEach(ring => {
    const sorted = ring.toSorted((a, b) => a - b)
    const median = sorted[sorted.length >> 1] ?? 0
    const strongest = sorted.at(-1) ?? 0
    if (median > 0) peak = Math.max(peak, Math.log10(strongest / median))
  })
  return peak
}

function clamp(value: number, high: number): number {
  return Math.min(Math.max(0, value), high)
}
