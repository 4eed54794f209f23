import { gridSide } from '../../server/domain/lightFrame.ts'
import type { Scene, Subject } from './simulatedScene.ts'
import { isSkin, placeOf } from './simulatedSkin.ts'
import { interOcularM, type Surface } from './simulatedSurface.ts'

const cells = gridSide * gridSide
/** The phone's screen, metres, camera at its upper edge. */
const patches = { across: 2, down: 5, width: 0.068, top: 0.006, bottom: 0.148 }

/** How each cell sees the lights, and what the mesh says of it. */
export interface Ways {
  screen: Float32Array
  glare: Float32Array
  room: Float32Array
  /** Shading in the picture shown, and what the recorded screen did to it. */
  past: Float32Array
  before: Float32Array
  positions: Float32Array
  normals: Float32Array
}

export function waysOf(from: {
  real: Surface
  meshed: Surface
  depicted: Surface
  eyes: readonly [number, number, number]
  scene: Scene
  picture: { lamp: [number, number, number]; diffuse: number }
}): Ways {
  const { real, meshed, depicted, eyes, scene, picture } = from
  const [screen, glare, room, past, before] = Array.from(
    { length: 5 },
    () => new Float32Array(cells),
  )
  const positions = new Float32Array(cells * 3)
  const normals = new Float32Array(cells * 3)
  for (let cell = 0; cell < cells; cell++) {
    const [u, v] = placeOf(cell)
    const seen = meshed(u, v)
    positions.set(
      seen.place.map(value => value / interOcularM),
      cell * 3,
    )
    normals.set(seen.normal, cell * 3)
    if (!isSkin(u, v, scene.glasses)) continue
    const point = real(u, v)
    const lit = screenOn(point, eyes, scene.subject)
    screen![cell] = lit.diffuse
    glare![cell] = lit.glare
    room![cell] = roomOn(point.normal, point.open, scene.diffuse, scene.lampFrom)
    if (scene.subject.kind === 'face') continue
    const shown = depicted(u, v)
    past![cell] = roomOn(shown.normal, shown.open, picture.diffuse, picture.lamp)
    before![cell] = screenOn(shown, eyes, { kind: 'face' }).diffuse
  }
  return {
    screen: screen!,
    glare: glare!,
    room: room!,
    past: past!,
    before: before!,
    positions,
    normals,
  }
}

/** Area light of the phone: illuminance per cd/m², and mirrored radiance per cd/m². */
function screenOn(
  { place, normal }: { place: readonly number[]; normal: readonly number[] },
  eyes: readonly [number, number, number],
  subject: Subject,
): { diffuse: number; glare: number } {
  const gloss = subject.kind === 'face' ? 0.3 : subject.gloss
  const [reflectance, exponent] =
    subject.kind === 'face' ? [0.025, 12] : [0.04 * gloss, 10 + 400 * gloss ** 2]
  const at = [eyes[0] + place[0]!, eyes[1] + place[1]!, eyes[2] + place[2]!] as const
  const away = Math.hypot(at[0], at[1], at[2])
  const area = (patches.width * (patches.bottom - patches.top)) / (patches.across * patches.down)
  let [diffuse, glare] = [0, 0]
  for (let patch = 0; patch < patches.across * patches.down; patch++) {
    const x = (((patch % patches.across) + 0.5) / patches.across - 0.5) * patches.width
    const down = (Math.floor(patch / patches.across) + 0.5) / patches.down
    const y = patches.top + down * (patches.bottom - patches.top)
    const to = [x - at[0], y - at[1], -at[2]] as const
    const length = Math.hypot(to[0], to[1], to[2])
    const facing = (to[0] * normal[0]! + to[1] * normal[1]! + to[2] * normal[2]!) / length
    if (facing <= 0) continue
    const solid = ((at[2] / length) * area) / length ** 2
    diffuse += solid * facing
    const [hx, hy, hz] = [
      to[0] / length - at[0] / away,
      to[1] / length - at[1] / away,
      to[2] / length - at[2] / away,
    ]
    const turned = hx * normal[0]! + hy * normal[1]! + hz * normal[2]!
    const cosine = turned / Math.sqrt(hx * hx + hy * hy + hz * hz)
    if (cosine > 0)
      glare += (reflectance * solid * (exponent + 2) * cosine ** exponent) / (8 * Math.PI)
  }
  return { diffuse, glare }
}

/** Room light on a normal, about 1 on the mean of a face. */
function roomOn(
  normal: readonly [number, number, number],
  open: number,
  diffuse: number,
  lamp: readonly [number, number, number],
): number {
  const facing = Math.max(0, normal[0] * lamp[0] + normal[1] * lamp[1] + normal[2] * lamp[2])
  const even = (1 - 0.25 * normal[1]) * open
  // A lamp aside lights half of a face twice as strongly.
  const usual = 0.35 + 0.45 * Math.max(0, -lamp[2])
  return diffuse * even + ((1 - diffuse) * facing) / usual
}

export function backdropOf(
  scene: Scene,
  light: readonly number[],
  flicker: number,
): number[] | null {
  const { subject, wallM } = scene
  if (wallM === null) return null
  const fills = subject.kind === 'print' && subject.fills
  const away = fills ? scene.distanceM : scene.distanceM + wallM
  const { diffuse } = screenOn({ place: [0, -0.05, 0], normal: [0, 0, -1] }, [0, 0, away], {
    kind: 'face',
  })
  if (subject.kind === 'display')
    return light.map((_, channel) => Math.PI * subject.nits * 0.3 * [1, 0.95, 0.9][channel]!)
  return light.map(
    (value, channel) =>
      [0.5, 0.48, 0.44][channel]! *
      (scene.roomLux * scene.roomColour[channel]! * flicker + scene.screenNits * value * diffuse),
  )
}
