import type { Mesh } from './mesh.ts'
import { NEAR_M } from './projectMesh.ts'
import { windowOf, type Camera } from './rasterise.ts'

/** Which triangle each pixel of the camera's window sees. */
export interface Hits {
  /** First index into `triangles`, or −1 for no hit. */
  triangle: Int32Array
  /** Weights of the second and third corner. */
  weights: Float32Array
  depth: Float32Array
}

/** Scan conversion with a z-buffer: the nearest triangle at the centre of every pixel. */
export function fillTriangles(mesh: Mesh, screen: Float32Array, camera: Camera): Hits {
  const window = windowOf(camera)
  const columns = window.right - window.left
  const count = columns * (window.bottom - window.top)
  const triangle = new Int32Array(count).fill(-1)
  const weights = new Float32Array(count * 2)
  const depth = new Float32Array(count).fill(1e9)
  const { triangles, kind } = mesh
  for (let t = 0; t < triangles.length; t += 3) {
    const ia = triangles[t]! * 3
    const ib = triangles[t + 1]! * 3
    const ic = triangles[t + 2]! * 3
    const ax = screen[ia]!
    const ay = screen[ia + 1]!
    const bx = screen[ib]! - ax
    const by = screen[ib + 1]! - ay
    const cx = screen[ic]! - ax
    const cy = screen[ic + 1]! - ay
    // y runs down in the picture, so a triangle that faces the lens has a negative area here.
    const area = bx * cy - by * cx
    if (area >= 0 && (kind[triangles[t]!] === 0 || area === 0)) continue
    const left = Math.max(window.left, Math.ceil(ax + Math.min(0, bx, cx) - 0.5))
    const right = Math.min(window.right - 1, Math.floor(ax + Math.max(0, bx, cx) - 0.5))
    const top = Math.max(window.top, Math.ceil(ay + Math.min(0, by, cy) - 0.5))
    const bottom = Math.min(window.bottom - 1, Math.floor(ay + Math.max(0, by, cy) - 0.5))
    if (left > right || top > bottom) continue
    const za = screen[ia + 2]!
    const zb = screen[ib + 2]! - za
    const zc = screen[ic + 2]! - za
    if (za <= NEAR_M) continue
    const inverse = 1 / area
    for (let py = top; py <= bottom; py += 1) {
      const oy = py + 0.5 - ay
      for (let px = left; px <= right; px += 1) {
        const ox = px + 0.5 - ax
        const wb = (ox * cy - oy * cx) * inverse
        const wc = (bx * oy - by * ox) * inverse
        if (wb < 0 || wc < 0 || wb + wc > 1) continue
        const z = za + wb * zb + wc * zc
        const pixel = (py - window.top) * columns + px - window.left
        if (z >= depth[pixel]!) continue
        depth[pixel] = z
        triangle[pixel] = t
        weights[pixel * 2] = wb
        weights[pixel * 2 + 1] = wc
      }
    }
  }
  return { triangle, weights, depth }
}
