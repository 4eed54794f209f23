import type { Point } from '../domain/face.ts'

/**
 * Rotation, uniform scale and shift: x' = a·x − b·y + tx, y' = b·x + a·y + ty. Scale is
 * √(a² + b²), the angle atan2(b, a) (clockwise on the screen, y points down).
 */
export interface Similarity {
  a: number
  b: number
  tx: number
  ty: number
}

/** The image of a point. */
export function applySimilarity({ a, b, tx, ty }: Similarity, [x, y]: Point): Point {
  return [a * x - b * y + tx, b * x + a * y + ty]
}

/** The way back; the scale must not be zero. */
export function invertSimilarity({ a, b, tx, ty }: Similarity): Similarity {
  const d = a * a + b * b
  return { a: a / d, b: -b / d, tx: -(a * tx + b * ty) / d, ty: (b * tx - a * ty) / d }
}

/** Pixels of the target per pixel of the source. */
export function scaleOf({ a, b }: Similarity): number {
  return Math.hypot(a, b)
}
