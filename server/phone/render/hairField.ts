import { clamp, mix, smoothstep } from './curves.ts'
import type { Identity } from './identity.ts'

/**
 * Where hair grows on the head. Returns a function of head coordinates (mm): above 0 inside the
 * hair, about the distance to its border in mm. Used by the shape (hair is thicker away from its
 * border) and by the painter (soft border), so both agree.
 */
export function hairField(identity: Identity): (x: number, y: number, z: number) => number {
  const { lineY, temple, sideburnY, longMm } = identity.hair
  const long = longMm > 0
  return (x, y, z) => {
    const side = Math.abs(x) / 45
    const front = y - (lineY + temple * side * side)
    const edgeZ = 26 + 0.42 * clamp(y - 15, -30, 70) + (long ? 6 : 0)
    const nape = long ? -longMm : mix(-72, sideburnY, smoothstep(-48, -6, z))
    return Math.max(front, Math.min(edgeZ - z, y - nape))
  }
}
