/** Limits of passive presentation attack detection. */
export interface PadLimits {
  /** Mean score of the pictures, 0–1, from which they are bona fide; null while slot pad is empty. */
  minScore: number | null
  /** Below this share of minScore it is an attack, and between both it may be tried again. */
  attackShare: number
  /** Own signals (domain/face.ts PadSignals), medians of the pictures. */
  maxRasterPeak: number
  maxRim: number
  /** Mean over the pictures. */
  maxBezel: number
  /** The part of the pictures, 0–1, that may score less than minScore: of up to three none, of seven one. */
  lowShare: number
}

/**
 * Limits that ship, with the threshold of the model in the slot. The own signals tell little (area
 * under the curve .57–.77 on photographed screens and prints), so their limits lie beyond everything
 * that 100 photos of Labeled Faces in the Wild showed (raster 2.19, rim .75, bezel .25 at most) and they
 * never pass anybody: they only ask again.
 */
export function padLimitsWith(minScore: number | null): PadLimits {
  return {
    minScore,
    attackShare: 0.5,
    maxRasterPeak: 2.6,
    maxRim: 0.75,
    // One side, and another one for a moment.
    maxBezel: 0.3,
    lowShare: 0.25,
  }
}
