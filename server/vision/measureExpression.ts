/** How far eyes and mouth are open, as ratios that do not depend on size and place. */
export interface Expression {
  /**
   * Eye aspect ratio, mean of both eyes: mean height of the lids' opening over the distance of the
   * eye's corners (Soukupová and Čech 2016, with mesh points); about .2–.4 open, .1–.25 closed.
   */
  eyeOpening: number
  /** Height over width of the inner lips; about 0 closed, over .4 wide open. */
  mouthOpening: number
  /** Distance of the mouth's corners over that of the pupils. */
  mouthWidth: number
  /**
   * Outer edge of the upper lip to that of the lower one over the distance of the pupils: also where
   * the opening itself is too small to be seen. About .3 closed.
   */
  lipHeight: number
}

/** Outer corner, inner corner, two upper and two lower lid points below them, of each eye. */
const eyes = [
  {
    corners: [33, 133],
    lids: [
      [160, 144],
      [158, 153],
    ],
  },
  {
    corners: [263, 362],
    lids: [
      [387, 373],
      [385, 380],
    ],
  },
] as const
const innerLips = { upper: 13, lower: 14, right: 78, left: 308 } as const
const mouthCorners = [61, 291] as const
/** Middle of the lips, and both peaks of the upper one with what is below them. */
const outerLips = [
  [0, 17],
  [37, 84],
  [267, 314],
] as const

/** @param eyePx distance of the pupils, px */
export function measureExpression(landmarks: Float32Array, eyePx: number): Expression {
  const distance = (a: number, b: number): number =>
    Math.hypot(landmarks[3 * a]! - landmarks[3 * b]!, landmarks[3 * a + 1]! - landmarks[3 * b + 1]!)
  const ratios = eyes.map(({ corners: [outer, inner], lids }) => {
    const heights = lids.reduce((sum, [upper, lower]) => sum + distance(upper, lower), 0)
    return heights / (2 * distance(outer, inner))
  })
  const { upper, lower, right, left } = innerLips
  return {
    eyeOpening: (ratios[0]! + ratios[1]!) / 2,
    mouthOpening: distance(upper, lower) / distance(right, left),
    mouthWidth: distance(...mouthCorners) / eyePx,
    lipHeight:
      outerLips.reduce((sum, [top, bottom]) => sum + distance(top, bottom), 0) /
      (outerLips.length * eyePx),
  }
}
