import { curtainShape } from './curtain.ts'
import { smoothstep } from './curves.ts'
import { Part } from './gbuffer.ts'
import { hairField } from './hairField.ts'
import type { Identity } from './identity.ts'
import { noise } from './noise.ts'
import { createEyePainter } from './paintEye.ts'
import { createMouthPainter } from './paintMouth.ts'
import { createSkinPainter } from './paintSkin.ts'
import type { Pose } from './pose.ts'
import { scale } from './scale.ts'
import { tint } from './tint.ts'
import { createTouch } from './touch.ts'
import type { Touch } from './touch.ts'

/**
 * The painter of one person in one pose. Fill the place, normal and openness of `touch`, call
 * `paint()`, read colour, gloss, part and the possibly changed normal.
 */
export function createPainter(identity: Identity, pose: Pose): { touch: Touch; paint: () => void } {
  const touch = createTouch()
  const paintSkin = createSkinPainter(identity)
  const paintEye = createEyePainter(identity, pose)
  const paintMouth = createMouthPainter(identity, pose)
  const hairAt = hairField(identity)
  const { hair, glasses, clothes, shape } = identity
  const curtain = curtainShape(identity)
  const neckline = -160 - 14 * clothes.collar

  const paintHair = (cover: number): void => {
    const { x, y, z } = touch
    const across = curtain ? Math.atan2(x, z + 20) * 60 : x * 0.9 + z * 0.25
    const strand =
      noise(across / 1.6, y / 26, z / 30) * 0.45 + noise(across / 6, y / 40, z / 40) * 0.3
    tint(touch, hair.albedo, cover)
    scale(touch, 1 + strand * cover)
    touch.gloss = touch.gloss * (1 - cover) + 0.02 * (1 + strand) * cover
    if (cover > 0.5) touch.part = Part.hair
  }

  const paintClothes = (): void => {
    const { x, y, z } = touch
    const weave = 1 + 0.08 * noise(x / 1.1, y / 1.1, z / 1.1) + 0.1 * noise(x / 30, y / 45, z / 30)
    ;[touch.red, touch.green, touch.blue] = clothes.albedo
    const seam = touch.y - necklineAt(x)
    scale(touch, weave * (seam > -9 ? 0.82 : 1))
    touch.gloss = 0
    touch.part = Part.clothes
  }

  const necklineAt = (x: number): number => neckline - 20 + Math.min((x * x) / 190, 46)

  const paint = (): void => {
    touch.part = Part.skin
    if (touch.kind === 1) {
      ;[touch.red, touch.green, touch.blue] = glasses?.albedo ?? [0, 0, 0]
      touch.gloss = 0.04
      touch.part = Part.glasses
      return
    }
    const { x, y, z } = touch
    const inside = hairAt(x, y, z)
    if (curtain && y < 30 && curtain(x, y, z) < 7) {
      paintSkin(touch)
      paintHair(1)
      return
    }
    if (y < necklineAt(x)) {
      paintClothes()
      return
    }
    paintSkin(touch)
    if (z > 30) {
      if (y > -26 && y < 24) paintEye(touch)
      if (y < shape.mouthY + 22) paintMouth(touch)
    }
    if (inside < -6) return
    if (curtain ? y < -25 : inEar(x, y, z)) return
    const ragged = noise(x / 1.7, y / 9, z / 5) * 3.5
    const cover = smoothstep(-4, 4.5, inside + ragged) * Math.min(1, hair.cover * 1.1)
    if (cover > 0.02) paintHair(cover)
  }

  const inEar = (x: number, y: number, z: number): boolean => {
    const side = Math.abs(x)
    return (
      side > 66 * shape.width &&
      ((y + 8) / (33 * shape.ears)) ** 2 + ((z + 12 + 0.2 * (y + 8)) / (20 * shape.ears)) ** 2 < 1
    )
  }

  return { touch, paint }
}
