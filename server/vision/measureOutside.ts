import { meshPoints, pointOf } from './meshPoints.ts'

/** Samples per axis over the oval's bounding box; 48 resolves shares of about .1 %. */
const gridSize = 48

/** Share 0–1 of the face oval's area that lies beyond the picture's edges. */
export function measureOutside(landmarks: Float32Array, width: number, height: number): number {
  const ring = meshPoints.oval.map(index => pointOf(landmarks, index))
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  const [left, right, top, bottom] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ]
  if (left >= 0 && top >= 0 && right <= width && bottom <= height) return 0
  let inside = 0
  let beyond = 0
  for (let v = 0; v < gridSize; v++)
    for (let u = 0; u < gridSize; u++) {
      const x = left + ((u + 0.5) / gridSize) * (right - left)
      const y = top + ((v + 0.5) / gridSize) * (bottom - top)
      if (!isInRing(ring, x, y)) continue
      if (x < 0 || y < 0 || x > width || y > height) beyond += 1
      else inside += 1
    }
  return beyond / (beyond + inside)
}

/** Even–odd rule. */
function isInRing(ring: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1]
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
  })
  return inside
}
