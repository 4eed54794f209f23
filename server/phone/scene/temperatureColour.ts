import type { Rgb } from '../render/identity.ts'

/**
 * Colour of a black body in linear sRGB with luminance 1: the Planckian locus in CIE 1931 x, y by
 * the cubic splines of Kim et al. (US 7,024,034), then the matrix of IEC 61966-2-1.
 *
 * @param kelvin 1,667 … 25,000
 */
export function temperatureColour(kelvin: number): Rgb {
  const t = 1000 / kelvin
  const x =
    kelvin < 4000
      ? ((-0.2661239 * t - 0.234358) * t + 0.8776956) * t + 0.17991
      : ((-3.0258469 * t + 2.1070379) * t + 0.2226347) * t + 0.24039
  const y =
    kelvin < 2222
      ? ((-1.1063814 * x - 1.3481102) * x + 2.18555832) * x - 0.20219683
      : kelvin < 4000
        ? ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867
        : ((3.081758 * x - 5.8733867) * x + 3.75112997) * x - 0.37001483
  const bigX = x / y
  const bigZ = (1 - x - y) / y
  return [
    Math.max(0, 3.2406 * bigX - 1.5372 - 0.4986 * bigZ),
    Math.max(0, -0.9689 * bigX + 1.8758 + 0.0415 * bigZ),
    Math.max(0, 0.0557 * bigX - 0.204 + 1.057 * bigZ),
  ]
}
