import type { GBuffer } from './gbuffer.ts'
import { Part } from './gbuffer.ts'

type Vector = readonly [x: number, y: number, z: number]

/**
 * A light in camera space (gbuffer.ts). `colour` is linear RGB in a photometric unit per channel:
 * a neutral light of 100 lx is [100, 100, 100].
 * - `screen`: a rectangle upright in the lens's plane that shines towards the scene; `colour` is
 *   its luminance, cd/m². A phone held upright: centre [0, −0.075, 0], 0.068 × 0.145 m.
 * - `point`: a small lamp; `colour` is its intensity, cd.
 * - `directional`: a far lamp; `towards` points from the scene to it; `colour` in lx on a surface
 *   square to it.
 * - `ambient`: a dome over the scene; `colour` in lx on a surface that looks up; `ground` 0 … 1 is
 *   the share of it that comes back from below.
 */
export type Light =
  | { kind: 'screen'; centre: Vector; widthM: number; heightM: number; colour: Vector }
  | { kind: 'point'; position: Vector; colour: Vector }
  | { kind: 'directional'; towards: Vector; colour: Vector }
  | { kind: 'ambient'; ground: number; colour: Vector }

/** How much of a unit light every pixel returns, whatever its colour. */
export interface Transport {
  /** Illuminance, lx per unit of the light. */
  diffuse: Float32Array
  /** Mirrored luminance, cd/m² per unit of the light. */
  specular: Float32Array
}

const SCREEN_COLUMNS = 2
const SCREEN_ROWS = 3
/** Share of a light that gets into a fully buried corner. */
const LEAK = 0.25

/**
 * Lights a G-buffer.
 *
 * @returns luminance per channel, cd/m², three numbers a pixel
 */
export function lightScene(buffer: GBuffer, lights: readonly Light[]): Float32Array {
  return mixLights(
    buffer,
    lights.map(light => ({ transport: lightTransport(buffer, light), colour: light.colour })),
  )
}

/**
 * The colour-blind half of the lighting pass: place and shape of the light only. Keep it to relight
 * the same pose with many colours at the price of `mixLights`.
 */
export function lightTransport(buffer: GBuffer, light: Light): Transport {
  const count = buffer.part.length
  const transport = { diffuse: new Float32Array(count), specular: new Float32Array(count) }
  if (light.kind === 'ambient') addAmbient(buffer, light.ground, transport)
  if (light.kind === 'directional') addLamp(buffer, unit(light.towards), 'far', 1, transport)
  if (light.kind === 'point') addLamp(buffer, light.position, 'point', 1, transport)
  if (light.kind === 'screen') {
    const { centre, widthM, heightM } = light
    const area = (widthM * heightM) / (SCREEN_COLUMNS * SCREEN_ROWS)
    for (let row = 0; row < SCREEN_ROWS; row += 1) {
      for (let column = 0; column < SCREEN_COLUMNS; column += 1) {
        const x = centre[0] + ((column + 0.5) / SCREEN_COLUMNS - 0.5) * widthM
        const y = centre[1] + ((row + 0.5) / SCREEN_ROWS - 0.5) * heightM
        addLamp(buffer, [x, y, centre[2]], 'patch', area, transport)
      }
    }
  }
  return transport
}

/** The coloured half of the lighting pass: sum of transports times colours, cd/m². */
export function mixLights(
  buffer: GBuffer,
  parts: readonly { transport: Transport; colour: Vector }[],
): Float32Array {
  const { albedo } = buffer
  const linear = new Float32Array(albedo.length)
  for (const { transport, colour } of parts) {
    const { diffuse, specular } = transport
    for (let pixel = 0; pixel < diffuse.length; pixel += 1) {
      const p = pixel * 3
      const d = diffuse[pixel]! / Math.PI
      const s = specular[pixel]!
      linear[p] = linear[p]! + colour[0] * (albedo[p]! * d + s)
      linear[p + 1] = linear[p + 1]! + colour[1] * (albedo[p + 1]! * d + s)
      linear[p + 2] = linear[p + 2]! + colour[2] * (albedo[p + 2]! * d + s)
    }
  }
  return linear
}

function addAmbient(buffer: GBuffer, ground: number, transport: Transport): void {
  const { normal, occlusion, gloss } = buffer
  for (let pixel = 0; pixel < occlusion.length; pixel += 1) {
    const sky = 0.5 + 0.5 * normal[pixel * 3 + 1]!
    const lux = (ground + (1 - ground) * sky) * occlusion[pixel]!
    transport.diffuse[pixel] = lux
    // The mirrored dome, stronger at grazing angles.
    const away = 1 - Math.max(0, normal[pixel * 3 + 2]!)
    transport.specular[pixel] = (lux / Math.PI) * gloss[pixel]! * (1 + 3 * away * away * away)
  }
}

/**
 * One lamp: `far` (place is a direction, unit = lx), `point` (unit = cd) or `patch` (a small flat
 * piece of screen of `area` m² that shines along −z, unit = cd/m²).
 */
function addLamp(
  buffer: GBuffer,
  place: Vector,
  type: 'far' | 'point' | 'patch',
  area: number,
  transport: Transport,
): void {
  const { normal, position, occlusion, gloss, part } = buffer
  const [lampX, lampY, lampZ] = place
  for (let pixel = 0; pixel < occlusion.length; pixel += 1) {
    const p = pixel * 3
    const px = position[p]!
    const py = position[p + 1]!
    const pz = position[p + 2]!
    let lx = lampX
    let ly = lampY
    let lz = lampZ
    let strength = 1
    if (type !== 'far') {
      lx -= px
      ly -= py
      lz -= pz
      const squared = lx * lx + ly * ly + lz * lz
      const inverse = 1 / Math.sqrt(squared)
      lx *= inverse
      ly *= inverse
      lz *= inverse
      strength = (type === 'patch' ? area * Math.max(lz, 0) : 1) / squared
    }
    const nx = normal[p]!
    const ny = normal[p + 1]!
    const nz = normal[p + 2]!
    const facing = nx * lx + ny * ly + nz * lz
    if (facing <= 0) continue
    const open = LEAK + (1 - LEAK) * Math.min(1, occlusion[pixel]! * 1.5)
    const lux = strength * facing * open
    transport.diffuse[pixel] = transport.diffuse[pixel]! + lux
    const mirror = gloss[pixel]!
    if (mirror <= 0) continue
    const distance = Math.sqrt(px * px + py * py + pz * pz)
    const hx = lx - px / distance
    const hy = ly - py / distance
    const hz = lz - pz / distance
    const half = (nx * hx + ny * hy + nz * hz) / Math.sqrt(hx * hx + hy * hy + hz * hz)
    const wet = part[pixel] === Part.eye || part[pixel] === Part.glasses
    transport.specular[pixel] = transport.specular[pixel]! + lux * mirror * lobe(half, wet)
  }
}

/** Normalised Blinn–Phong lobe: exponent 16, or 256 for wet and polished things. */
function lobe(half: number, wet: boolean): number {
  const h2 = half * half
  const h4 = h2 * h2
  const h8 = h4 * h4
  const h16 = h8 * h8
  if (!wet) return (h16 * (16 + 8)) / (8 * Math.PI)
  const h64 = h16 * h16 * h16 * h16
  return (h64 * h64 * h64 * h64 * (256 + 8)) / (8 * Math.PI)
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z) || 1
  return [x / length, y / length, z / length]
}
