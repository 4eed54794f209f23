import { bell, mix, smoothstep } from './curves.ts'
import type { Identity } from './identity.ts'
import type { Pose } from './pose.ts'

/** Where the mouth is for one expression; mm in head coordinates of the moved face. */
export interface MouthShape {
  /** Half the width over the corners. */
  halfWidth: number
  /** Height of the corners. */
  cornerY: number
  /** Height of the inner edges of the upper and lower lip at the middle. */
  upperY: number
  lowerY: number
}

/** Opening between the lips at mouthOpen = 1: a share of half the mouth's width, and its limit, mm. */
const GAPE_SHARE = 1.45
const MAX_GAPE_MM = 40
/** Rounded lips lose this share of the mouth's width and come forward, mm; spread ones gain width. */
const ROUND_SHARE = 0.32
const ROUND_FORWARD_MM = 5
const SPREAD_SHARE = 0.13
/** How far from the middle of the mouth the face follows the lips, mm. */
const LIP_REACH_MM = 46
/** Height of the jaw's hinge and its depth behind the lips, mm. */
const HINGE_Y = -12
const LIP_TO_HINGE_MM = 86

/** The mouth line of a person for one frame. */
export function mouthShape(identity: Identity, pose: Pose): MouthShape {
  const line = identity.shape.mouthY
  const gape = gapeOf(identity)
  return {
    halfWidth:
      identity.mouth.halfWidth * (1 + 0.16 * pose.smile - 0.1 * pose.mouthOpen - drawnIn(pose)),
    cornerY: line + 5.5 * pose.smile - 0.36 * gape * pose.mouthOpen,
    upperY: line + 1.8 * pose.mouthOpen + 0.6 * pose.smile,
    lowerY: line - (gape - 1.8) * pose.mouthOpen + 0.6 * pose.smile,
  }
}

/**
 * Moves vertices for jaw, lips and smile. `rest` and `moved` are mm in head coordinates, three numbers a
 * vertex; `moved` is overwritten.
 */
export function deformVertices(
  identity: Identity,
  pose: Pose,
  rest: Float32Array,
  moved: Float32Array,
): void {
  moved.set(rest)
  const { mouthOpen, smile, lipRound } = pose
  if (mouthOpen === 0 && smile === 0 && lipRound === 0) return
  const line = identity.shape.mouthY
  const half = identity.mouth.halfWidth
  const narrow = drawnIn(pose)
  const forward = ROUND_FORWARD_MM * Math.max(lipRound, 0)
  const swing = (gapeOf(identity) * mouthOpen) / LIP_TO_HINGE_MM
  for (let i = 0; i < rest.length; i += 3) {
    const x = rest[i]!
    const y = rest[i + 1]!
    const z = rest[i + 2]!
    if (z < 0 || y > 30 || y < -190) continue
    const side = Math.abs(x)
    const band = mix(4, 44, smoothstep(half * 0.55, half * 1.5, side))
    const jaw =
      smoothstep(line + band * 0.5, line - band * 0.5, y) *
      smoothstep(0, 36, z) *
      smoothstep(-165, -118, y)
    const lift = mouthOpen * 1.8 * bell(x * x * 0.3 + (y - line - 5) ** 2, 6)
    const corner = smile * bell((side - half) ** 2 + (y - line) ** 2, 15)
    const cheek = smile * bell((side - 41) ** 2 + (y + 27) ** 2, 15)
    const sign = x < 0 ? -1 : 1
    const lips = lipRound === 0 ? 0 : smoothstep(LIP_REACH_MM, 16, Math.hypot(x, 1.4 * (y - line)))
    moved[i] = x + sign * (4.2 * corner + 1.2 * cheek) * Math.min(1, side / 8) - narrow * lips * x
    moved[i + 1] = y - jaw * swing * z + lift + 5.5 * corner + 2.6 * cheek
    moved[i + 2] = z + jaw * swing * (y - HINGE_Y) * 0.9 - 3 * corner + 2.2 * cheek + forward * lips
  }
}

/** Share of the mouth's width that rounding takes away; < 0 where spreading adds. */
function drawnIn({ lipRound }: Pose): number {
  return lipRound * (lipRound > 0 ? ROUND_SHARE : SPREAD_SHARE)
}

function gapeOf(identity: Identity): number {
  return Math.min(MAX_GAPE_MM, GAPE_SHARE * identity.mouth.halfWidth)
}
