import { bell, mix, smoothstep } from './curves.ts'
import { mouthShape } from './expression.ts'
import { Part } from './gbuffer.ts'
import type { Identity } from './identity.ts'
import { noise } from './noise.ts'
import type { Pose } from './pose.ts'
import { scale } from './scale.ts'
import { tint } from './tint.ts'
import type { Touch } from './touch.ts'

const CAVITY = [0.045, 0.012, 0.01] as const
const TEETH = [0.62, 0.57, 0.48] as const
const TONGUE = [0.3, 0.1, 0.09] as const

/** Paints lips and, between them, teeth, tongue and the dark of the mouth. */
export function createMouthPainter(identity: Identity, pose: Pose): (touch: Touch) => void {
  const { mouth } = identity
  const line = mouthShape(identity, pose)
  const open = line.upperY - line.lowerY
  // A closed smile is a parabola, an open mouth an oval.
  const upperRound = mix(1, 0.65, pose.mouthOpen)
  const lowerRound = mix(1, 0.55, Math.min(1, 2 * pose.mouthOpen))
  const thin = 1 - 0.22 * pose.smile + 0.16 * pose.lipRound
  const upperThick = mouth.upper * thin * (1 - 0.15 * pose.mouthOpen)
  const lowerThick = mouth.lower * thin * (1 - 0.1 * pose.mouthOpen)

  return touch => {
    const u = touch.movedX / line.halfWidth
    const arc = 1 - u * u
    const y = touch.movedY
    if (arc < -0.35) return
    const round = Math.max(arc, 0)
    const bulge = Math.sqrt(round)
    const upperEdge = mix(line.cornerY, line.upperY, Math.pow(round, upperRound))
    const lowerEdge = mix(line.cornerY, line.lowerY, Math.pow(round, lowerRound))
    const bow = 1 - 0.32 * mouth.bow * bell(touch.movedX ** 2, 3.2) - 0.2 * Math.abs(u)
    const top = upperEdge + upperThick * bulge * bow
    const bottom = lowerEdge - lowerThick * Math.pow(round, 0.62)

    const lip = smoothstep(-1.1, 1.1, Math.min(top - y, y - bottom)) * smoothstep(-0.02, 0.1, arc)
    if (lip > 0) {
      const wrinkles = 1 + 0.1 * noise(touch.movedX / 1.3, y / 7, 2)
      const depth = y > upperEdge ? 0.86 : 1.04
      const [red, green, blue] = mouth.colour
      const shade = wrinkles * depth
      tint(touch, [red * shade, green * shade, blue * shade], lip * 0.9)
      touch.gloss = mix(touch.gloss, 0.05, lip)
      if (lip > 0.5) touch.part = Part.lips
    }
    paintSeam(touch, y, u, arc, upperEdge, lowerEdge)
    if (open > 0.4 && arc > 0) paintInside(touch, y, u, upperEdge, lowerEdge)
  }

  function paintSeam(
    touch: Touch,
    y: number,
    u: number,
    arc: number,
    upperEdge: number,
    lowerEdge: number,
  ): void {
    if (arc > -0.1) {
      const seam = bell((y - (upperEdge + lowerEdge) / 2 - 0.6 * bell((u * 2) ** 2, 0.5)) ** 2, 0.8)
      tint(touch, CAVITY, 0.8 * seam * smoothstep(-0.08, 0.15, arc))
    }
    const corner = bell((Math.abs(u) - 1.02) ** 2 * 240 + (y - line.cornerY) ** 2, 2)
    scale(touch, 1 - 0.35 * corner, 1 - 0.42 * corner, 1 - 0.42 * corner)
  }

  function paintInside(
    touch: Touch,
    y: number,
    u: number,
    upperEdge: number,
    lowerEdge: number,
  ): void {
    const inside = smoothstep(-0.6, 0.6, Math.min(upperEdge - y, y - lowerEdge))
    if (inside === 0) return
    tint(touch, CAVITY, inside)
    const below = upperEdge - y
    const teeth = smoothstep(7.5, 6.3, below + 1.5 * u * u) * smoothstep(0.86, 0.6, Math.abs(u))
    const gaps = 1 - 0.25 * bell((((Math.abs(touch.movedX) + 4) % 8) - 4) ** 2, 0.4)
    const bright = gaps * (1 - 0.5 * u * u)
    tint(touch, [TEETH[0] * bright, TEETH[1] * bright, TEETH[2] * bright], inside * teeth)
    const tongue = smoothstep(10, 5, y - lowerEdge + 14 * u * u) * smoothstep(8, 16, open)
    tint(touch, TONGUE, inside * tongue * 0.8)
    touch.occlusion = mix(touch.occlusion, teeth > 0.5 ? 0.55 : 0.3, inside)
    touch.gloss *= 1 - inside * 0.8
    if (inside > 0.5) touch.part = Part.mouthInside
  }
}
