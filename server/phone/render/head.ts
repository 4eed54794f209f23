import { clamp } from './curves.ts'
import { glassesMesh } from './glasses.ts'
import { createIdentity } from './identity.ts'
import type { Identity } from './identity.ts'
import { joinMeshes } from './joinMeshes.ts'
import type { Mesh } from './mesh.ts'
import { headShape } from './shape.ts'
import type { Shape } from './solids.ts'

/** A person ready to be rendered: built once, used for any number of frames. */
export interface Head {
  identity: Identity
  mesh: Mesh
}

const COLUMNS = 208
const START_MM = 300
/** How far outside its neighbour a ray may meet the surface, mm. */
const STEP_OUT_MM = 45
const TOP_ROW = 90

/**
 * Turns an identity into a mesh (about 30,000 vertices; some hundred milliseconds): casts rays of a
 * grid against the distance field, horizontally towards the axis below the eyes and towards the
 * centre above them, denser over the face.
 *
 * @param who an identity, or the seed of one
 */
export function buildHead(who: Identity | number): Head {
  const identity = typeof who === 'number' ? createIdentity(who) : who
  const shape = headShape(identity)
  const body = extractMesh(shape)
  const glasses = identity.glasses
  return {
    identity,
    mesh: glasses ? joinMeshes([body, glassesMesh(identity, glasses, shape)]) : body,
  }
}

function extractMesh(shape: Shape): Mesh {
  const rows = rowHeights()
  const vertexCount = rows.length * COLUMNS
  const mesh: Mesh = {
    vertexCount,
    position: new Float32Array(vertexCount * 3),
    normal: new Float32Array(vertexCount * 3),
    occlusion: new Float32Array(vertexCount),
    kind: new Uint8Array(vertexCount),
    triangles: gridTriangles(rows.length),
  }
  rows.forEach((row, index) => {
    const upper = row > 0
    const elevation = upper ? (row * Math.PI) / 180 : 0
    let radius = START_MM
    for (let column = 0; column < COLUMNS; column += 1) {
      const s = (2 * (column + 0.5)) / COLUMNS - 1
      const angle = Math.PI * (0.42 * s + 0.58 * s * s * s)
      const dx = Math.sin(angle) * Math.cos(elevation)
      const dy = Math.sin(elevation)
      const dz = Math.cos(angle) * Math.cos(elevation)
      const baseY = upper ? 0 : row
      radius = traceInwards(shape, dx, dy, dz, baseY, radius + STEP_OUT_MM)
      placeVertex(
        mesh,
        index * COLUMNS + column,
        shape,
        dx * radius,
        baseY + dy * radius,
        dz * radius,
      )
    }
  })
  return mesh
}

/** Rows from the crown down: > 0 elevation in degrees, ≤ 0 height in mm. */
function rowHeights(): number[] {
  const rows: number[] = []
  const fill = (from: number, to: number, step: number): void => {
    for (let row = from; row > to + 1e-6; row -= step) rows.push(row)
  }
  fill(TOP_ROW - 0.01, 26, 3.2)
  fill(26, 0, 0.9)
  fill(0, -30, 1.5)
  fill(-30, -84, 1.2)
  fill(-84, -126, 2)
  fill(-126, -200, 5)
  fill(-200, -330, 9)
  return rows
}

/** Walks from `start` inwards to the surface; 0 where the ray meets nothing. */
function traceInwards(
  shape: Shape,
  dx: number,
  dy: number,
  dz: number,
  baseY: number,
  start: number,
): number {
  let radius = Math.min(start, START_MM)
  for (let step = 0; step < 60 && radius > 0; step += 1) {
    const distance = shape(dx * radius, baseY + dy * radius, dz * radius)
    if (distance < 0.06) break
    radius -= Math.min(distance * 0.85, 40)
  }
  return Math.max(radius, 0)
}

function placeVertex(
  mesh: Mesh,
  vertex: number,
  shape: Shape,
  x: number,
  y: number,
  z: number,
): void {
  const step = 0.9
  const here = shape(x, y, z)
  const gx = shape(x + step, y, z) - shape(x - step, y, z)
  const gy = shape(x, y + step, z) - shape(x, y - step, z)
  const gz = shape(x, y, z + step) - shape(x, y, z - step)
  const length = Math.hypot(gx, gy, gz) || 1
  const nx = gx / length
  const ny = gy / length
  const nz = gz / length
  let covered = 0
  for (const [reach, weight] of OCCLUSION_TAPS) {
    const free = shape(x + nx * reach, y + ny * reach, z + nz * reach) - here
    covered += weight * clamp(1 - free / reach, 0, 1)
  }
  mesh.position.set([x, y, z], vertex * 3)
  mesh.normal.set([nx, ny, nz], vertex * 3)
  mesh.occlusion[vertex] = clamp(1 - covered, 0.05, 1)
}

/** Reach in mm and weight of each probe along the normal; the weights sum to about 1. */
const OCCLUSION_TAPS: readonly (readonly [number, number])[] = [
  [4, 0.3],
  [10, 0.3],
  [24, 0.25],
  [48, 0.2],
]

function gridTriangles(rowCount: number): Uint32Array {
  const triangles: number[] = []
  for (let row = 0; row + 1 < rowCount; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const next = (column + 1) % COLUMNS
      const a = row * COLUMNS + column
      const b = row * COLUMNS + next
      const c = a + COLUMNS
      const d = b + COLUMNS
      triangles.push(a, c, b, b, c, d)
    }
  }
  return Uint32Array.from(triangles)
}
