/**
 * A triangle mesh in head coordinates (identity.ts), lengths in mm, neutral expression.
 * Arrays are flat: three numbers a vertex in `position` and `normal`, three indices a triangle.
 */
export interface Mesh {
  vertexCount: number
  position: Float32Array
  /** Unit length, pointing outwards. */
  normal: Float32Array
  /** 0 = buried, 1 = open to the whole half space. */
  occlusion: Float32Array
  /** 0 = body (painted by place), 1 = frame of glasses. */
  kind: Uint8Array
  /** Counter-clockwise when seen from outside. */
  triangles: Uint32Array
}
