import { clamp } from './curves.ts'

/** Signed distance in mm (head coordinates of identity.ts): negative inside. */
export type Shape = (x: number, y: number, z: number) => number

/** Smooth union (polynomial); k = width of the blend, mm. */
export function merge(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k
  return Math.min(a, b) - h * h * k * 0.25
}

/** Smooth subtraction of b from a. */
export function carve(a: number, b: number, k: number): number {
  return -merge(-a, b, k)
}

/** Ball around the origin. */
export function ball(x: number, y: number, z: number, radius: number): number {
  return Math.sqrt(x * x + y * y + z * z) - radius
}

/** Ellipsoid around the origin (approximate distance, exact sign). */
export function ellipsoid(
  x: number,
  y: number,
  z: number,
  rx: number,
  ry: number,
  rz: number,
): number {
  const ux = x / rx
  const uy = y / ry
  const uz = z / rz
  const k0 = Math.sqrt(ux * ux + uy * uy + uz * uz)
  const vx = ux / rx
  const vy = uy / ry
  const vz = uz / rz
  const k1 = Math.sqrt(vx * vx + vy * vy + vz * vz)
  return k1 < 1e-9 ? -Math.min(rx, ry, rz) : (k0 * (k0 - 1)) / k1
}

/** Round bar from a to b. */
export function capsule(
  x: number,
  y: number,
  z: number,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  radius: number,
): number {
  const dx = bx - ax
  const dy = by - ay
  const dz = bz - az
  const along = (x - ax) * dx + (y - ay) * dy + (z - az) * dz
  const t = clamp(along / (dx * dx + dy * dy + dz * dz), 0, 1)
  return ball(x - ax - dx * t, y - ay - dy * t, z - az - dz * t, radius)
}
