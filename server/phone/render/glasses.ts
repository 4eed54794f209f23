import type { Identity } from './identity.ts'
import { joinMeshes } from './joinMeshes.ts'
import type { Mesh } from './mesh.ts'
import type { Shape } from './solids.ts'

type Point = readonly [x: number, y: number, z: number]

const RING_STEPS = 48
const TUBE_STEPS = 6
const GAP_MM = 9

/**
 * Frames of a pair of glasses: two rims, a bridge and two temples as tubes in front of the face.
 *
 * @param frame shape of the rims; lengths in mm
 * @param shape the face that they must stay clear of
 */
export function glassesMesh(
  identity: Identity,
  frame: NonNullable<Identity['glasses']>,
  shape: Shape,
): Mesh {
  const centreX = Math.max(identity.eyes.halfDistance, frame.halfWidth + 6)
  const frontZ = clearDepth(shape, centreX, frame)
  const meshes: Mesh[] = []
  for (const side of [-1, 1]) {
    const rim: Point[] = []
    for (let step = 0; step <= RING_STEPS; step += 1) {
      const angle = (2 * Math.PI * step) / RING_STEPS
      const power = 2 / frame.roundness
      const x = centreX + frame.halfWidth * signedPower(Math.cos(angle), power)
      const y = -3 + frame.halfHeight * signedPower(Math.sin(angle), power)
      rim.push([side * x, y, frontZ - bowBack(x)])
    }
    meshes.push(tube(rim, frame.rim))
    const hinge = centreX + frame.halfWidth
    const earX = 72 * identity.shape.width
    meshes.push(
      tube(
        [
          [side * hinge, 4, frontZ - bowBack(hinge)],
          [side * (earX - 2), 5, frontZ - bowBack(hinge) - 16],
          [side * (earX + 3), 6, -5],
        ],
        frame.rim,
      ),
    )
  }
  const inner = centreX - frame.halfWidth
  meshes.push(
    tube(
      [
        [-inner, 3, frontZ],
        [-inner / 2, 5.5, frontZ + 1.5],
        [inner / 2, 5.5, frontZ + 1.5],
        [inner, 3, frontZ],
      ],
      frame.rim,
    ),
  )
  return joinMeshes(meshes)
}

/** The rims bend back with the face. */
function bowBack(x: number): number {
  return (x * x) / 330
}

/** Depth of the lens plane: as near to the face as its nose, brows and cheeks allow. */
function clearDepth(
  shape: Shape,
  centreX: number,
  frame: NonNullable<Identity['glasses']>,
): number {
  let depth = 70
  for (const x of [0, centreX - frame.halfWidth, centreX, centreX + frame.halfWidth * 0.7]) {
    for (const y of [3, -3 - frame.halfHeight, -3 + frame.halfHeight]) {
      if (x === 0 && y !== 3) continue
      while (depth < 120 && shape(x, y, depth - bowBack(x)) < (x === 0 ? 1 : 2)) depth += 0.5
    }
  }
  return Math.max(depth, 70 + GAP_MM)
}

function signedPower(value: number, power: number): number {
  return Math.sign(value) * Math.pow(Math.abs(value), power)
}

/** A round tube along a line of points. */
function tube(line: readonly Point[], radius: number): Mesh {
  const count = line.length * TUBE_STEPS
  const mesh: Mesh = {
    vertexCount: count,
    position: new Float32Array(count * 3),
    normal: new Float32Array(count * 3),
    occlusion: new Float32Array(count).fill(1),
    kind: new Uint8Array(count).fill(1),
    triangles: new Uint32Array((line.length - 1) * TUBE_STEPS * 6),
  }
  line.forEach(([x, y, z], index) => {
    const before = line[Math.max(index - 1, 0)]!
    const after = line[Math.min(index + 1, line.length - 1)]!
    const along = unit([after[0] - before[0], after[1] - before[1], after[2] - before[2]])
    const up = unit(cross(along, Math.abs(along[1]) > 0.9 ? [0, 0, 1] : [0, 1, 0]))
    const across = cross(along, up)
    for (let step = 0; step < TUBE_STEPS; step += 1) {
      const angle = (2 * Math.PI * step) / TUBE_STEPS
      const c = Math.cos(angle)
      const s = Math.sin(angle)
      const normal = [0, 1, 2].map(axis => up[axis]! * c + across[axis]! * s)
      const vertex = (index * TUBE_STEPS + step) * 3
      mesh.normal.set(normal, vertex)
      mesh.position.set(
        [x + normal[0]! * radius, y + normal[1]! * radius, z + normal[2]! * radius],
        vertex,
      )
    }
  })
  let at = 0
  for (let index = 0; index + 1 < line.length; index += 1) {
    for (let step = 0; step < TUBE_STEPS; step += 1) {
      const next = (step + 1) % TUBE_STEPS
      const a = index * TUBE_STEPS + step
      const b = index * TUBE_STEPS + next
      mesh.triangles.set([a, b, a + TUBE_STEPS, b, b + TUBE_STEPS, a + TUBE_STEPS], at)
      at += 6
    }
  }
  return mesh
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

function unit(a: Point): Point {
  const length = Math.hypot(...a) || 1
  return [a[0] / length, a[1] / length, a[2] / length]
}
