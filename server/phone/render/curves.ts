/** Linear blend: a at t = 0, b at t = 1. */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t
}

/** Keeps a number inside [low, high]. */
export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}

/** 0 below `from`, 1 above `to`, smooth in between; `from` may be the greater one (falling step). */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1)
  return t * t * (3 - 2 * t)
}

/** Bell curve of width `sigma`: 1 at distance 0; takes the squared distance. */
export function bell(distanceSquared: number, sigma: number): number {
  return Math.exp(-distanceSquared / (2 * sigma * sigma))
}

/** Distance of (px, py) to the segment a–b in the plane. */
export function segmentDistance(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax
  const dy = by - ay
  const t = clamp(((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy), 0, 1)
  return Math.hypot(px - ax - dx * t, py - ay - dy * t)
}
