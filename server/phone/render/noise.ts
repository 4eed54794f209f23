import { createRandom } from './random.ts'

const SIZE = 32
const MASK = SIZE - 1
const lattice = fillLattice()

/**
 * Smooth value noise that repeats every 32 units along each axis.
 *
 * @returns −1 … 1, mean about 0; one blob per unit
 */
export function noise(x: number, y: number, z: number): number {
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  const z0 = Math.floor(z)
  const fx = ease(x - x0)
  const fy = ease(y - y0)
  const fz = ease(z - z0)
  const xa = x0 & MASK
  const xb = (x0 + 1) & MASK
  const ya = (y0 & MASK) * SIZE
  const yb = ((y0 + 1) & MASK) * SIZE
  const za = (z0 & MASK) * SIZE * SIZE
  const zb = ((z0 + 1) & MASK) * SIZE * SIZE
  const near = mix(
    mix(lattice[za + ya + xa]!, lattice[za + ya + xb]!, fx),
    mix(lattice[za + yb + xa]!, lattice[za + yb + xb]!, fx),
    fy,
  )
  const far = mix(
    mix(lattice[zb + ya + xa]!, lattice[zb + ya + xb]!, fx),
    mix(lattice[zb + yb + xa]!, lattice[zb + yb + xb]!, fx),
    fy,
  )
  return mix(near, far, fz)
}

function fillLattice(): Float32Array {
  const random = createRandom(20261122)
  return Float32Array.from({ length: SIZE * SIZE * SIZE }, () => random() * 2 - 1)
}

function ease(t: number): number {
  return t * t * (3 - 2 * t)
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t
}
