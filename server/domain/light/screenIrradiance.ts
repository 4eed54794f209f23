/** Where the face was, as far as a picture says. */
export interface FacePlace {
  widthPx: number
  heightPx: number
  interOcularPx: number
  centre: readonly [x: number, y: number]
}

/** Mean distance of adult pupils, m (ANSUR, men 63.4, women 61.7 mm). */
const interOcularM = 0.0625
/** Focal length over the frame's diagonal: front cameras see about 78 degrees across it. */
const focalPerDiagonal = 0.62
/** A telephone's screen, m: camera over its upper edge, light towards the face. */
const screen = { widthM: 0.068, topM: 0.005, bottomM: 0.15 } as const
const patches = { across: 3, down: 6 } as const

/**
 * Light that each point of a face gets from the screen: the rectangle's area integral of
 * cos·cos/r² for a Lambertian screen. Unit arbitrary; never below a hundredth of the largest,
 * since the mesh is coarse and light that skin scatters reaches places that face away; NaN where
 * the mesh has no point.
 *
 * @param positions three numbers a point, eye distances, camera axes, origin between the eyes
 * @param normals three numbers a point, outward
 */
export function screenIrradiance(
  positions: Float64Array,
  normals: Float64Array,
  { widthPx, heightPx, interOcularPx, centre }: FacePlace,
): Float64Array {
  const focalPx = focalPerDiagonal * Math.hypot(widthPx, heightPx)
  const distanceM = (focalPx * interOcularM) / interOcularPx
  const metres = (px: number): number => (px * distanceM) / focalPx
  const eyes = [
    metres(centre[0] - widthPx / 2),
    metres(centre[1] - heightPx / 2),
    distanceM,
  ] as const
  const light = new Float64Array(positions.length / 3)
  for (let point = 0; point < light.length; point++) {
    const at = point * 3
    const x = eyes[0] + positions[at]! * interOcularM
    const y = eyes[1] + positions[at + 1]! * interOcularM
    const z = eyes[2] + positions[at + 2]! * interOcularM
    const [nx, ny, nz] = [normals[at]!, normals[at + 1]!, normals[at + 2]!]
    for (let column = 0; column < patches.across; column++)
      for (let row = 0; row < patches.down; row++) {
        const dx = ((column + 0.5) / patches.across - 0.5) * screen.widthM - x
        const down = (row + 0.5) / patches.down
        const dy = screen.topM + down * (screen.bottomM - screen.topM) - y
        const square = dx * dx + dy * dy + z * z
        const facing = nx * dx + ny * dy - nz * z
        if (facing > 0) light[point]! += (facing * z) / square ** 2
      }
  }
  const most = light.reduce((max, value) => Math.max(max, value), 0)
  return light.map((value, point) =>
    Number.isNaN(positions[point * 3]!) ? NaN : Math.max(value, most / 100),
  )
}
