import type { Point } from '../domain/face.ts'

/**
 * Indices (y × size + x) of the pixels of a square whose centres lie in the convex hull of the
 * points, optionally grown or shrunk about the points' centre. Parts beyond the square are left out.
 */
export function hullPixels(points: readonly Point[], size: number, grow = 1): number[] {
  const hull = convexHull(points)
  const cx = points.reduce((sum, [x]) => sum + x, 0) / points.length
  const cy = points.reduce((sum, [, y]) => sum + y, 0) / points.length
  const ring = hull.map(([x, y]): Point => [cx + (x - cx) * grow, cy + (y - cy) * grow])
  const rows = ring.map(([, y]) => y)
  const found: number[] = []
  const top = Math.max(0, Math.ceil(Math.min(...rows) - 0.5))
  const bottom = Math.min(size - 1, Math.floor(Math.max(...rows) - 0.5))
  for (let y = top; y <= bottom; y++) {
    const [from, to] = crossings(ring, y + 0.5)
    const right = Math.min(size - 1, Math.floor(to - 0.5))
    for (let x = Math.max(0, Math.ceil(from - 0.5)); x <= right; x++) found.push(y * size + x)
  }
  return found
}

/** Andrew's monotone chain. */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((p, q) => p[0] - q[0] || p[1] - q[1])
  return [...chain(sorted), ...chain(sorted.toReversed())]
}

/** One side of the hull, without its last point. */
function chain(ordered: readonly Point[]): Point[] {
  const half: Point[] = []
  for (const point of ordered) {
    for (;;) {
      const [before, last] = half.slice(-2)
      if (!before || !last || turn(before, last, point) > 0) break
      half.pop()
    }
    half.push(point)
  }
  return half.slice(0, -1)
}

function turn(o: Point, p: Point, q: Point): number {
  return (p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0])
}

/** Where a convex ring crosses a row: leftmost and rightmost x. */
function crossings(ring: readonly Point[], y: number): readonly [number, number] {
  let from = Infinity
  let to = -Infinity
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1]
    if (y1 === y2 || y < Math.min(y1, y2) || y > Math.max(y1, y2)) return
    const x = x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)
    from = Math.min(from, x)
    to = Math.max(to, x)
  })
  return [from, to]
}
