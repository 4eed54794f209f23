import { clamp } from './curves.ts'
import type { Identity } from './identity.ts'
import { noise } from './noise.ts'
import { carve, ellipsoid } from './solids.ts'
import type { Shape } from './solids.ts'

/** The hair that hangs beside and behind the face of somebody with long hair; null for short. */
export function curtainShape(identity: Identity): Shape | null {
  const { hair, shape } = identity
  const drop = hair.longMm
  if (drop <= 0) return null
  return (x, y, z) => {
    const fall = clamp(-y, 0, drop)
    const breadth = 67 * shape.width + hair.thicknessMm * 0.8 + 0.04 * fall
    const whole = ellipsoid(x, y + drop * 0.35 - 10, z + 24, breadth, drop * 0.38 + 84, 84)
    const front = carve(whole, 24 - 0.3 * Math.min(fall, 90) - z, 14)
    const cut = carve(front, y + drop, 14)
    return cut + hair.curl * 3.5 * noise(x / 14, y / 18, z / 14)
  }
}
