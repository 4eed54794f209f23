import { createRandom } from './random.ts'
import { mix, smoothstep } from './curves.ts'

/** Linear RGB, each channel 0 … 1 for an albedo. */
export type Rgb = readonly [red: number, green: number, blue: number]

/**
 * Everything that makes one synthetic person look like that person. Lengths in millimetres in head
 * coordinates: x to the picture's right, y up, z out of the face; pupils at y = 0, ears near z = −10.
 * Factors are relative to an average adult (1 = average).
 */
export interface Identity {
  seed: number
  ageYears: number
  shape: {
    /** Factors: whole head sideways, jaw sideways, cheekbones sideways. */
    width: number
    jaw: number
    cheek: number
    /** Factors: fullness of the cheeks, weight of the brow ridge, size of the ears, girth of neck. */
    fullness: number
    browRidge: number
    ears: number
    neck: number
    /** Height of the mouth line and lower end of the chin (negative: below the eyes), mm. */
    mouthY: number
    chinY: number
    chinWidth: number
    /** How far the chin stands forward of average, mm. */
    chinForward: number
    foreheadForward: number
  }
  eyes: {
    /** Half the distance between the pupils, mm. */
    halfDistance: number
    /** Half the width of the lid opening; height of the opening, mm. */
    halfWidth: number
    height: number
    /** Slant of the lid axis, radians; positive: outer corner higher. */
    slant: number
    /** 0 = single eyelid, 1 = deep crease. */
    crease: number
    depth: number
    bags: number
    iris: Rgb
  }
  brows: { height: number; thickness: number; arch: number; length: number; density: number }
  nose: {
    /** y of the tip; how far the tip stands out of the face; half the width over the wings, mm. */
    tipY: number
    projection: number
    halfWidth: number
    bridge: number
    bridgeWidth: number
    tipRadius: number
  }
  mouth: { halfWidth: number; upper: number; lower: number; bow: number; colour: Rgb }
  skin: { albedo: Rgb; redness: number; mottling: number; freckles: number; lines: number }
  hair: {
    albedo: Rgb
    /** Height of the front hairline over the eyes, mm; rise of the hairline at the temples, mm. */
    lineY: number
    temple: number
    thicknessMm: number
    /** Length of hair beside face and neck, mm below the eyes; 0 = short hair. */
    longMm: number
    /** Lower end of the sideburns (y, mm). */
    sideburnY: number
    /** 0 = bald top, 1 = full cover. */
    cover: number
    curl: number
  }
  /** Density 0 … 1 of a beard, a moustache and of shaved stubble. */
  beard: { chin: number; moustache: number; stubble: number }
  glasses: null | {
    halfWidth: number
    halfHeight: number
    roundness: number
    albedo: Rgb
    rim: number
  }
  clothes: { albedo: Rgb; collar: number }
}

const SKIN_LIGHT: Rgb = [0.72, 0.47, 0.35]
const SKIN_DARK: Rgb = [0.15, 0.075, 0.045]

/**
 * Draws a person from a seed. The spread is wider than among real people: the embedding of a
 * drawn face varies less than that of a photographed one.
 */
export function createIdentity(seed: number): Identity {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ 0x51ed270b)
  const between = (low: number, high: number): number => low + (high - low) * random()
  /** Like `between`, but rather near one of the ends. */
  const apart = (low: number, high: number): number =>
    low + (high - low) * smoothstep(0.08, 0.92, random())
  const chance = (share: number): boolean => random() < share
  const man = chance(0.5)
  const ageYears = Math.round(between(20, 70))
  const old = (ageYears - 20) / 50
  const tone = apart(0, 1)
  const grey = Math.max(0, (ageYears - between(35, 65)) / 20)
  const mouthY = apart(-73, -57)
  const skin = warp(fade(SKIN_LIGHT, SKIN_DARK, tone), between(-0.08, 0.1))
  const fair = tone < 0.35 && chance(0.5)
  const hairBase = !fair
    ? blend([0.012, 0.01, 0.009], [0.05, 0.027, 0.015], random())
    : blend([0.16, 0.07, 0.025], [0.42, 0.27, 0.12], random())
  const hairAlbedo = blend(hairBase, [0.45, 0.45, 0.46], Math.min(1, grey))
  const longMm = chance(man ? 0.04 : 0.75) ? between(70, 210) : 0
  const bald = man && chance(0.1 + 0.25 * old)
  const bearded = man && chance(0.35)
  const shade = between(0.04, 0.5)
  const lipBase = blend(skin, [0.45, 0.12, 0.11], man ? between(0.25, 0.5) : between(0.4, 0.95))

  return {
    seed,
    ageYears,
    shape: {
      width: apart(0.9, 1.1) - (man ? 0 : 0.03),
      jaw: between(0.86, 1.08) + (man ? 0.05 : -0.14),
      cheek: between(0.88, 1.12),
      fullness: between(0.8, 1.2),
      browRidge: man ? between(0.7, 1.5) : between(0, 0.5),
      ears: between(0.8, 1.25),
      neck: man ? between(0.98, 1.15) : between(0.8, 0.95),
      mouthY,
      chinY: mouthY - between(38, 53) + (man ? 0 : 3),
      chinWidth: between(0.75, 1.25) + (man ? 0.1 : -0.22),
      chinForward: between(-7, 6),
      foreheadForward: between(-5, 5),
    },
    eyes: {
      halfDistance: apart(27.5, 37),
      halfWidth: between(12.2, 16.2),
      height: between(8, 12.5) - 1.5 * old + (man ? 0 : 0.8),
      slant: between(-0.1, 0.16),
      crease: random(),
      depth: apart(-3.5, 4.5),
      bags: between(0, 0.5) + 0.6 * old * random(),
      iris: !fair
        ? blend([0.03, 0.014, 0.008], [0.14, 0.06, 0.025], random())
        : blend([0.12, 0.2, 0.28], [0.12, 0.18, 0.09], random()),
    },
    brows: {
      height: between(14, 23),
      thickness: man ? between(5, 12) : between(2.2, 6),
      arch: apart(-2, 6.5),
      length: between(33, 42),
      density: between(0.55, 1),
    },
    nose: {
      tipY: mouthY + apart(24, 33.5),
      projection: apart(13, man ? 31 : 26),
      halfWidth: apart(12, man ? 24 : 21),
      bridge: between(-4, 7),
      bridgeWidth: between(4.5, man ? 10.5 : 8),
      tipRadius: between(6.5, man ? 12.5 : 10),
    },
    mouth: {
      halfWidth: apart(19, 31),
      upper: man ? between(3.5, 9.5) : between(5, 10.5),
      lower: man ? between(5.5, 12) : between(7.5, 13.5),
      bow: random(),
      colour: lipBase,
    },
    skin: {
      albedo: skin,
      redness: between(0.2, 1),
      mottling: man ? between(0.4, 1.2) : between(0.2, 0.7),
      freckles: chance(0.2) ? between(0.3, 1) : 0,
      lines: Math.max(0.05, old * between(0.6, 1.3)) * (man ? 1 : 0.75),
    },
    hair: {
      albedo: hairAlbedo,
      lineY: bald ? between(92, 110) : chance(0.7) ? between(52, 80) : between(28, 50),
      temple: bald ? between(10, 25) : between(-14, man ? 16 : 6),
      thicknessMm: bald ? between(1, 4) : between(5, man ? 20 : 26),
      longMm,
      sideburnY: between(-25, 12),
      cover: bald ? between(0.1, 0.7) : 1,
      curl: random(),
    },
    beard: {
      chin: bearded ? between(0.4, 1) : 0,
      moustache: man && (bearded || chance(0.15)) ? between(0.4, 1) : 0,
      stubble: man ? between(0, 0.7) : 0,
    },
    glasses: chance(0.3)
      ? {
          halfWidth: between(22, 27),
          halfHeight: between(14, 22),
          roundness: between(2, 5),
          albedo: chance(0.7) ? [0.02, 0.02, 0.022] : [0.2, 0.09, 0.035],
          rim: between(1, 2.6),
        }
      : null,
    clothes: {
      albedo: [shade * between(0.7, 1.3), shade * between(0.7, 1.3), shade * between(0.7, 1.4)],
      collar: between(0, 1),
    },
  }
}

function blend(a: Rgb, b: Rgb, t: number): Rgb {
  return [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)]
}

/** Geometric blend: keeps the tones between two skins warm. */
function fade(a: Rgb, b: Rgb, t: number): Rgb {
  const channel = (i: 0 | 1 | 2): number => Math.pow(a[i], 1 - t) * Math.pow(b[i], t)
  return [channel(0), channel(1), channel(2)]
}

/** Shifts a skin colour towards pink (negative) or olive (positive). */
function warp(colour: Rgb, amount: number): Rgb {
  return [
    colour[0] * (1 - amount * 0.6),
    colour[1] * (1 + amount * 0.4),
    colour[2] * (1 - amount * 0.5),
  ]
}
