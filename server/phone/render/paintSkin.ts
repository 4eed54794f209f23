import { bell, clamp, mix, segmentDistance, smoothstep } from './curves.ts'
import type { Identity } from './identity.ts'
import { noise } from './noise.ts'
import { scale } from './scale.ts'
import { tint } from './tint.ts'
import type { Touch } from './touch.ts'

/** Paints bare skin with its blotches, folds, stubble, beard, brows and nostrils. */
export function createSkinPainter(identity: Identity): (touch: Touch) => void {
  const { skin, eyes, brows, nose, shape, beard, hair, mouth } = identity
  const [red, green, blue] = skin.albedo
  const eyeX = eyes.halfDistance
  const wingX = nose.halfWidth
  const wingY = nose.tipY - 3

  const paintBlotches = (touch: Touch): void => {
    const { x, y, z } = touch
    const broad = noise(x / 13, y / 13, z / 13)
    const fine = noise(x / 2.4, y / 2.4, z / 2.4)
    const shade = 1 + skin.mottling * (0.045 * broad + 0.045 * fine)
    touch.red = red * shade
    touch.green = green * shade * (1 - 0.02 * broad)
    touch.blue = blue * shade
    if (skin.freckles > 0 && z > 40) {
      const spot = smoothstep(0.35, 0.6, noise(x / 1.9 + 40, y / 1.9, z / 1.9))
      scale(touch, 1 - 0.28 * spot * skin.freckles * bell(x * x * 0.4 + (y + 22) ** 2, 24))
    }
    const side = Math.abs(x)
    const blush =
      0.9 * bell((side - 42) ** 2 + (y + 30) ** 2, 15) +
      0.8 * bell(x * x + (y - nose.tipY) ** 2, 12) +
      0.5 * bell(x * x + (y - shape.chinY - 14) ** 2, 14) +
      0.8 * smoothstep(64 * shape.width, 74 * shape.width, side) * smoothstep(40, 0, Math.abs(y))
    const red2 = skin.redness * blush
    scale(touch, 1 + 0.03 * red2, 1 - 0.17 * red2, 1 - 0.15 * red2)
  }

  const paintFolds = (touch: Touch): void => {
    const { x, y } = touch
    const side = Math.abs(x)
    const lines = skin.lines
    let dark = 0
    const fold = segmentDistance(
      side,
      y,
      wingX + 3,
      wingY + 3,
      mouth.halfWidth + 7,
      shape.mouthY + 3,
    )
    dark += (0.04 + 0.32 * lines) * bell(fold * fold, 2.4)
    if (lines > 0.25) {
      const marionette = segmentDistance(
        side,
        y,
        mouth.halfWidth + 4,
        shape.mouthY - 4,
        mouth.halfWidth + 7,
        shape.mouthY - 20,
      )
      dark += 0.2 * lines * bell(marionette * marionette, 1.8)
      const wave = y + 3 * noise(x / 20, 0, 0)
      const rows = Math.max(0, Math.cos(wave / 1.75)) ** 8
      dark += 0.16 * lines * rows * smoothstep(26, 32, y) * bell(x * x, 26)
      const foot = segmentDistance(side, y, eyeX + 19, 2, eyeX + 29, 5 + 3 * Math.sin(side))
      dark += 0.16 * lines * bell(foot * foot, 2.6)
      const frown = Math.abs(side - 6 + 0.1 * (y - 18))
      dark += 0.22 * lines * bell(frown * frown, 1.2) * bell((y - 17) ** 2, 6)
    }
    const bag = (y + 13 - 0.012 * (side - eyeX) ** 2) ** 2
    dark += (0.08 + 0.2 * eyes.bags) * bell(bag, 3) * bell((side - eyeX) ** 2, 9)
    const hollow = bell((side - eyeX + 12) ** 2 * 0.6 + (y - 1) ** 2 * 0.3, 6)
    dark +=
      (0.07 + 0.11 * shape.browRidge) * hollow +
      0.1 * bell((side - eyeX) ** 2 * 0.3 + (y - 9) ** 2, 5)
    dark += 0.12 * bell(x * x * 0.05 + (y - shape.mouthY + mouth.lower + 6) ** 2, 3)
    scale(touch, 1 - dark * 0.8, 1 - dark, 1 - dark)
  }

  const paintNostrils = (touch: Touch): void => {
    const side = Math.abs(touch.x)
    const u = (side - wingX * 0.5) / (wingX * 0.24)
    const v = (touch.y - nose.tipY + 8.5) / 2.1
    const hole = smoothstep(1.5, 0.4, u * u + v * v)
    tint(touch, [red * 0.1, green * 0.06, blue * 0.05], hole * 0.9)
    touch.occlusion *= 1 - 0.6 * hole
    const wing = Math.hypot(side - wingX + 6.5, (touch.y - nose.tipY + 3) * 0.9)
    const crease = bell((wing - 8) ** 2, 1.1) * smoothstep(wingX - 8, wingX - 2, side)
    const under = bell((touch.y - nose.tipY + 11) ** 2, 2) * smoothstep(wingX + 2, wingX - 4, side)
    const dark = 0.27 * crease + 0.24 * under
    scale(touch, 1 - dark * 0.8, 1 - dark, 1 - dark)
  }

  const paintBrow = (touch: Touch): void => {
    const side = Math.abs(touch.x)
    const along = (side - eyeX + 20) / brows.length
    if (along < -0.06 || along > 1.06) return
    const rise = along < 0.66 ? along / 0.66 : 1 - ((along - 0.66) / 0.34) ** 1.5 * 1.3
    const centre = brows.height - 2 + rise * brows.arch - 1.5 * (1 - along)
    const thick =
      brows.thickness * 0.5 * (along < 0.3 ? mix(0.8, 1, along / 0.3) : 1.25 - 0.85 * along)
    const across = (touch.y - centre) / thick
    if (Math.abs(across) > 2) return
    const hairs = noise(side * 0.9 - touch.y * 0.7, touch.y * 0.45 + side * 0.12, 7.7)
    const body = smoothstep(1.35, 0.55, Math.abs(across) + 0.25 * hairs)
    const ends = smoothstep(-0.06, 0.12, along) * smoothstep(1.06, 0.8, along)
    tint(touch, browColour, clamp(body * ends * (brows.density + 0.25 * hairs), 0, 0.94))
  }

  const browColour = [
    hair.albedo[0] * 0.6 + red * 0.04,
    hair.albedo[1] * 0.6 + green * 0.03,
    hair.albedo[2] * 0.6 + blue * 0.03,
  ] as const

  const paintBeard = (touch: Touch): void => {
    const { x, y, z } = touch
    const side = Math.abs(x)
    const lip = shape.mouthY
    const cheekLine = mix(lip + 6, lip + 40, smoothstep(30, 66, side))
    const area =
      smoothstep(cheekLine + 4, cheekLine - 6, y) *
      smoothstep(-4, 6, z - 6 + (y < lip ? 10 : 0)) *
      smoothstep(shape.chinY - 24, shape.chinY - 6, y)
    const lipRing = smoothstep(
      0.85,
      1.25,
      (side / (mouth.halfWidth + 3)) ** 2 + ((y - lip + 2) / (mouth.lower + 5)) ** 2,
    )
    const above =
      smoothstep(lip + 1, lip + 5, y) *
      smoothstep(nose.tipY - 9, nose.tipY - 14, y - side * 0.1) *
      smoothstep(mouth.halfWidth + 10, mouth.halfWidth + 2, side)
    const grain = 0.75 + 0.55 * noise(x / 1.2, y / 2.6, z / 1.2)
    const shadow = beard.stubble * Math.max(area * lipRing, above) * 0.42 * (0.8 + 0.4 * grain)
    tint(touch, [red * 0.42, green * 0.44, blue * 0.5], shadow)
    const full = Math.max(area * lipRing * beard.chin, above * beard.moustache)
    if (full > 0.02) {
      tint(touch, browColour, clamp(full * grain * 1.15, 0, 0.95))
      touch.gloss *= 1 - full
    }
  }

  return touch => {
    touch.gloss = 0.035
    paintBlotches(touch)
    const { y, z } = touch
    if (z < -20 || y < -150) return
    if (z > 30 && y > -120) paintFolds(touch)
    if (z > 60 && Math.abs(touch.x) < wingX + 12 && y < nose.tipY + 16 && y > nose.tipY - 20) {
      paintNostrils(touch)
    }
    if (y > 4 && y < 40 && z > 30) paintBrow(touch)
    if (y < 10 && (beard.chin > 0 || beard.moustache > 0 || beard.stubble > 0)) paintBeard(touch)
  }
}
