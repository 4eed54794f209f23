/**
 * One visible point on its way through the painters: they read where it is and fill in how it
 * looks. Reused for every pixel, so nobody may keep it. Lengths in mm, head coordinates.
 */
export interface Touch {
  /** Mesh.kind of the triangle. */
  kind: number
  /** Place on the neutral head. */
  x: number
  y: number
  z: number
  /** Place on the head with this frame's expression. */
  movedX: number
  movedY: number
  /** Normal (need not be unit) and openness; painters may change both. */
  nx: number
  ny: number
  nz: number
  occlusion: number
  /** Linear albedo. */
  red: number
  green: number
  blue: number
  gloss: number
  /** One of `Part`. */
  part: number
}

/** A touch with everything at zero. */
export function createTouch(): Touch {
  return {
    kind: 0,
    x: 0,
    y: 0,
    z: 0,
    movedX: 0,
    movedY: 0,
    nx: 0,
    ny: 0,
    nz: 1,
    occlusion: 1,
    red: 0,
    green: 0,
    blue: 0,
    gloss: 0,
    part: 0,
  }
}
