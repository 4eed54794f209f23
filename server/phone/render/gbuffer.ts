/**
 * What the lens sees, before any light: one entry a pixel, row by row from the top left.
 * Camera space in metres: x right, y up, z towards the viewer; lens at the origin, so the scene has
 * z < 0. Vectors are three numbers a pixel.
 */
export interface GBuffer {
  widthPx: number
  heightPx: number
  /** Diffuse reflectance, linear RGB 0 … 1. */
  albedo: Float32Array
  /** Unit length, towards the outside. */
  normal: Float32Array
  position: Float32Array
  /** 0 = buried, 1 = open to the whole half space. */
  occlusion: Float32Array
  /** Mirror reflectance at normal incidence, 0 … 1. */
  gloss: Float32Array
  /** What is seen there: one of `Part`. */
  part: Uint8Array
}

/** Values of `GBuffer.part`; everything but `wall` belongs to the person. */
export const Part = {
  wall: 0,
  skin: 1,
  eye: 2,
  lips: 3,
  mouthInside: 4,
  hair: 5,
  clothes: 6,
  glasses: 7,
} as const

/** An empty buffer: all `wall`, all zero. */
export function createGBuffer(widthPx: number, heightPx: number): GBuffer {
  const count = widthPx * heightPx
  return {
    widthPx,
    heightPx,
    albedo: new Float32Array(count * 3),
    normal: new Float32Array(count * 3),
    position: new Float32Array(count * 3),
    occlusion: new Float32Array(count),
    gloss: new Float32Array(count),
    part: new Uint8Array(count),
  }
}
