import { bell, clamp, mix, smoothstep } from './curves.ts'
import { Part } from './gbuffer.ts'
import type { Identity } from './identity.ts'
import { noise } from './noise.ts'
import type { Pose } from './pose.ts'
import { scale } from './scale.ts'
import { tint } from './tint.ts'
import type { Touch } from './touch.ts'

const SCLERA = [0.54, 0.5, 0.475] as const
const LASH = [0.012, 0.009, 0.008] as const
const CARUNCLE = [0.5, 0.22, 0.18] as const
const IRIS_MM = 6.2
const EYEBALL_MM = 12.3

/** Paints lids, lashes, eyeball and crease of both eyes; the eyes keep looking at the lens. */
export function createEyePainter(identity: Identity, pose: Pose): (touch: Touch) => void {
  const { eyes } = identity
  const cosSlant = Math.cos(eyes.slant)
  const sinSlant = Math.sin(eyes.slant)
  const gazeX = clamp(-Math.sin(pose.yaw) * EYEBALL_MM, -5, 5)
  const gazeY = clamp(-Math.sin(pose.pitch) * EYEBALL_MM, -3, 3)
  const high = eyes.height * 0.58
  const low = eyes.height * 0.42
  const half = eyes.halfWidth
  const shut = pose.eyeClose

  return touch => {
    const sign = touch.x < 0 ? -1 : 1
    const fromX = Math.abs(touch.x) - eyes.halfDistance
    if (Math.abs(fromX) > half * 2.6) return
    // u runs from the inner corner (−1) to the outer (+1).
    const alongMm = fromX * cosSlant + touch.y * sinSlant
    const v = touch.y * cosSlant - fromX * sinSlant
    const u = alongMm / half
    const arc = Math.max(0, 1 - Math.abs(u) ** 2.2)
    const lowerLid = -low * Math.pow(arc, 0.8) * (1 + 0.18 * u) * (1 + 0.25 * shut)
    const openLid = high * Math.pow(arc, 0.62) * (1 - 0.12 * u)
    const upperLid = mix(openLid, lowerLid + 0.15, shut)

    if (shut > 0) smoothLid(touch, u, v)
    paintLids(touch, u, v, arc, openLid, upperLid)
    const inside = Math.min(upperLid - v, v - lowerLid)
    if (Math.abs(u) < 1 && inside > -0.5) {
      paintBall(touch, sign, alongMm, v, u, upperLid, smoothstep(-0.4, 0.5, inside))
    }
    paintLashes(touch, u, v, upperLid, lowerLid)
  }

  /** A shut lid lies flat: the eye socket's relief must not read as an open eye. */
  function smoothLid(touch: Touch, u: number, v: number): void {
    const near = smoothstep(22, 12, Math.abs(v - 1)) * smoothstep(2.5, 1.3, Math.abs(u))
    const amount = shut * near
    touch.nx *= 1 - amount
    touch.ny *= 1 - amount
    touch.nz += amount * (1 - touch.nz)
    touch.occlusion += amount * (0.75 - touch.occlusion)
  }

  function paintLids(
    touch: Touch,
    u: number,
    v: number,
    arc: number,
    openLid: number,
    upperLid: number,
  ): void {
    const near = smoothstep(1.35, 0.8, Math.abs(u))
    const creaseY = openLid + 2.2 + 2.2 * eyes.crease + 1.5 * (1 - arc) * u
    const crease = eyes.crease * bell((v - creaseY) ** 2, 0.75) * (1 - 0.9 * shut)
    const lidShade =
      (0.16 - 0.3 * shut) * smoothstep(creaseY, upperLid, v) * smoothstep(upperLid - 2, upperLid, v)
    const dark = near * (0.42 * crease + lidShade)
    scale(touch, 1 - dark * 0.85, 1 - dark, 1 - dark)
  }

  function paintBall(
    touch: Touch,
    sign: number,
    alongMm: number,
    v: number,
    u: number,
    upperLid: number,
    amount: number,
  ): void {
    const ix = alongMm - gazeX * sign
    const iy = v - 0.9 - gazeY
    const radius = Math.sqrt(ix * ix + iy * iy)
    const shade = 1 - 0.45 * smoothstep(3.2, 0, upperLid - v) - 0.3 * Math.abs(u) ** 3
    tint(touch, SCLERA, amount)
    tint(touch, CARUNCLE, amount * 0.8 * smoothstep(-0.78, -1, u))
    const iris = amount * smoothstep(IRIS_MM + 0.4, IRIS_MM - 0.5, radius)
    const streaks = 1 + 0.35 * noise(Math.atan2(iy, ix) * 6, radius * 0.4, 5)
    const rim = mix(1, 0.3, smoothstep(IRIS_MM - 1.6, IRIS_MM, radius))
    const k = streaks * rim * 1.1
    tint(touch, [eyes.iris[0] * k, eyes.iris[1] * k, eyes.iris[2] * k], iris)
    tint(touch, [0.006, 0.005, 0.005], amount * smoothstep(2.6, 1.9, radius))
    scale(touch, mix(1, shade, amount))
    touch.gloss = mix(touch.gloss, 0.03, amount)
    // The wet ball: lamps and screen are mirrored in it.
    touch.nx = mix(touch.nx, (sign * alongMm - gazeX) / EYEBALL_MM, amount)
    touch.ny = mix(touch.ny, (v - gazeY) / EYEBALL_MM, amount)
    touch.nz = mix(touch.nz, 0.85, amount)
    touch.occlusion = mix(touch.occlusion, 0.8, amount)
    if (amount > 0.5) touch.part = Part.eye
  }

  function paintLashes(
    touch: Touch,
    u: number,
    v: number,
    upperLid: number,
    lowerLid: number,
  ): void {
    const ends = smoothstep(1.12, 0.92, Math.abs(u))
    const weight = 0.75 + 0.35 * u
    const off = v - upperLid - 0.45 + 0.5 * shut
    const upper = smoothstep(1.5, 0.4, Math.abs(off) / (weight + 1.3 * shut)) * ends
    tint(touch, LASH, 0.9 * upper)
    const lower = bell((v - lowerLid + 0.4) ** 2, 0.5) * ends * (0.3 + 0.15 * u)
    tint(touch, [0.1, 0.05, 0.04], lower)
  }
}
