import { mix, smoothstep } from './curves.ts'
import { curtainShape } from './curtain.ts'
import { hairField } from './hairField.ts'
import type { Identity } from './identity.ts'
import { noise } from './noise.ts'
import { ball, capsule, carve, ellipsoid, merge } from './solids.ts'
import type { Shape } from './solids.ts'

/**
 * The person's bust as a signed distance field: smooth unions of skull, face, jaw, nose, lips, ears,
 * neck and shoulders under a shell of hair. Distances are approximate (never more than about 1.3×
 * too long), good enough for sphere tracing with a safety factor.
 */
export function headShape(identity: Identity): Shape {
  const { shape, eyes, nose, mouth, hair } = identity
  const hairAt = hairField(identity)
  const w = shape.width
  const curtain = curtainShape(identity)
  const jawW = w * shape.jaw
  const chinX = 14 * shape.chinWidth
  const chinZ = 60 + shape.chinForward
  const chinTop = shape.chinY + 17
  const lipZ = 85 + shape.chinForward * 0.25
  const tipZ = 88 + nose.projection - nose.tipRadius
  const mouthY = shape.mouthY

  const skull: Shape = (x, y, z) =>
    merge(
      ellipsoid(x, y - 30, z + 15, 73 * w, 86, 93),
      ellipsoid(x, y - 42, z - 28 - shape.foreheadForward, 58 * w, 50, 50),
      18,
    )

  const face: Shape = (x, y, z) => {
    const ax = Math.abs(x)
    let d = merge(skull(x, y, z), ellipsoid(x, y + 22, z - 8, 63 * w, 72, 69), 16)
    d = merge(d, ball(ax - 44 * w * shape.cheek, y + 20, z - 33, 17), 16)
    d = merge(d, ellipsoid(ax - 24 * w, y + 48, z - 40, 22, 28, 25 * shape.fullness), 18)
    d = merge(d, ellipsoid(x, y - mouthY - 6, z - 12, 50 * jawW, 44, 58), 16)
    const angleX = 46 * jawW
    const angleY = mouthY - 2
    d = merge(d, capsule(ax, y, z, 57 * w, -14, -6, angleX, angleY, 2, 11), 20)
    d = merge(d, capsule(ax, y, z, angleX, angleY, 4, chinX * 0.5, chinTop - 3, chinZ - 8, 12), 20)
    d = merge(
      d,
      ellipsoid(Math.max(ax - chinX * 0.5, 0), y - chinTop, z - chinZ, chinX, 17, 17),
      16,
    )
    return d
  }

  const features: Shape = (x, y, z) => {
    const ax = Math.abs(x)
    let d = face(x, y, z)
    const ridge = shape.browRidge
    d = merge(d, capsule(ax, y, z, 9, 14, 76, 44 * w, 17, 62, 6 + 3 * ridge), 9)
    d = carve(
      d,
      ellipsoid(ax - eyes.halfDistance, y + 1, z - 92 - eyes.depth * 0.4, 19, 11.5, 15),
      9,
    )
    d = merge(d, ball(ax - eyes.halfDistance, y, z - 62.5 + eyes.depth, 14), 3.5)
    d = merge(d, ellipsoid(x, y - mouthY - 2, z - 62, 31, 27, 23), 12)
    d = merge(
      d,
      capsule(ax, y, z, 0, 12, 76 + nose.bridge, 0, nose.tipY + 6, tipZ - 3, nose.bridgeWidth),
      9,
    )
    d = merge(d, ball(x, y - nose.tipY, z - tipZ, nose.tipRadius), 7)
    const wing = nose.halfWidth - 6.5
    d = merge(d, ellipsoid(ax - wing, y - nose.tipY + 3, z - 87, 7, 7.5, 10), 4)
    d = merge(d, ball(x, y - nose.tipY + 9, z - 90, 6), 5)
    return lips(d, x, y, z)
  }

  const lips = (skin: number, x: number, y: number, z: number): number => {
    const bend = (x * x) / 90
    const lipWidth = mouth.halfWidth * 0.95
    const up = 2 + mouth.upper * 0.5
    const low = 2 + mouth.lower * 0.5
    let d = merge(
      skin,
      ellipsoid(x, y - mouthY - up * 0.8, z - lipZ + 3.5 + bend * 0.6, lipWidth, up, 6),
      4,
    )
    d = merge(
      d,
      ellipsoid(x, y - mouthY + low * 0.8, z - lipZ + 4 + bend * 0.6, lipWidth * 0.85, low, 7),
      4,
    )
    return carve(d, ellipsoid(x, y - mouthY, z - lipZ - 5 + bend, lipWidth, 1.3, 6), 2)
  }

  const ears: Shape = (x, y, z) => {
    const e = shape.ears
    const ax = Math.abs(x) - 72 * w + 0.25 * (z + 14)
    const outer = ellipsoid(ax - 3, y + 8, z + 14 + 0.2 * (y + 8), 6.5, 31 * e, 17 * e)
    return carve(outer, ellipsoid(ax - 9, y + 7, z + 10 + 0.2 * (y + 8), 6, 16 * e, 9 * e), 4)
  }

  const body: Shape = (x, y, z) => {
    const neck = capsule(x, y, z, 0, -60, -18, 0, -205, -34, 48 * shape.neck)
    const slope = Math.abs(x)
    const yoke = capsule(
      slope,
      y,
      z,
      40,
      -184,
      -40,
      148 * mix(0.9, 1.08, shape.neck),
      -228,
      -45,
      42,
    )
    const chest = ellipsoid(x, y + 315, z + 25, 165, 130, 88)
    return merge(merge(yoke, chest, 40), neck, 26)
  }

  const hairShell: Shape = (x, y, z) => {
    const inside = hairAt(x, y, z)
    if (inside < -25) return curtain ? curtain(x, y, z) : 1e3
    const bulk = hair.thicknessMm * smoothstep(-1, 16, inside) * hair.cover
    const lift = bulk * (0.7 + 0.5 * smoothstep(20, 110, y))
    const strands = hair.curl * bulk * 0.16 * noise(x / 9, y / 12, z / 9)
    let d = skull(x, y, z) - lift - strands + (inside < 0 ? 0.5 - inside * 0.4 : 0)
    if (curtain) d = merge(d, curtain(x, y, z), 14)
    return d
  }

  // Parts that are too far away to matter at a point are left out: building costs half.
  const bust: Shape = (x, y, z) => {
    if (y < -185) return body(x, y, z)
    const front = z < 15 ? face(x, y, z) : features(x, y, z)
    return y > 5 ? front : merge(front, body(x, y, z), 16)
  }

  return (x, y, z) => {
    let d = bust(x, y, z)
    if (!curtain && Math.abs(y) < 60) d = merge(d, ears(x, y, z), 4)
    return hair.cover > 0 ? merge(d, hairShell(x, y, z), 2) : d
  }
}
