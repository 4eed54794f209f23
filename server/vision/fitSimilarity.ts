import type { Point } from '../domain/face.ts'
import type { Similarity } from './similarity.ts'

/**
 * The similarity that carries `from` onto `to` with the smallest sum of squared distances
 * (closed form; Umeyama 1991 without reflection). Needs two different points at least; both lists
 * are equally long. Throws RangeError when all source points coincide.
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [fx, fy] = meanOf(from)
  const [gx, gy] = meanOf(to)
  let dot = 0
  let cross = 0
  let spread = 0
  from.forEach(([px, py], i) => {
    const [qx, qy] = to[i] ?? [gx, gy]
    const x = px - fx
    const y = py - fy
    dot += x * (qx - gx) + y * (qy - gy)
    cross += x * (qy - gy) - y * (qx - gx)
    spread += x * x + y * y
  })
  if (!(spread > 0)) throw new RangeError('the source points coincide')
  const a = dot / spread
  const b = cross / spread
  return { a, b, tx: gx - a * fx + b * fy, ty: gy - b * fx - a * fy }
}

function meanOf(points: readonly Point[]): Point {
  let x = 0
  let y = 0
  for (const [px, py] of points) {
    x += px
    y += py
  }
  return [x / points.length, y / points.length]
}
