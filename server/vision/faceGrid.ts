import Delaunator from 'delaunator'
import { gridSide } from '../domain/lightFrame.ts'
import { eyeCentres } from './facePatch.ts'
import { meanFaceNormals } from './meanFaceNormals.ts'
import { meshPoints } from './meshPoints.ts'

/** Samples per cell along each axis: some 5,000 a frame, about one a pixel at 240×320. */
export const cellSamples = 3

/** Part of the face that the grid spans, in eye distances from the point between the eyes. */
const span = { left: -1.2, right: 1.2, top: -1, bottom: 1.9 } as const

/** Cells inside these outlines are not skin: they move, shine, or hold hair. */
const notSkin = [meshPoints.rightEye, meshPoints.leftEye, meshPoints.lips]

/**
 * A fixed parametrisation of one person's mesh: every sample of every grid cell is a point of a
 * mesh triangle, so that it stays on the same skin while the head moves.
 */
export interface FaceGrid {
  /** Per sample, gridSide² × cellSamples² of them, cell by cell: three mesh points; −1 = no skin there. */
  corners: Int16Array
  /** Per sample: their weights, which sum to 1. */
  weights: Float32Array
  /** Per cell, three numbers: unit normal of the mean face when level; NaN = no skin there. */
  meanNormals: Float32Array
  /** All triangles, wound so that their normals leave the face (z < 0 when frontal). */
  triangles: Int16Array
}

/**
 * Lays the grid over a near-frontal mesh (468 points, x y z). The triangulation is computed from
 * the mesh itself; the same mesh gives the same grid.
 */
export function layFaceGrid(landmarks: Float32Array): FaceGrid {
  const flat = flatten(landmarks)
  const { triangles: found } = new Delaunator(flat)
  const triangles = Int16Array.from(found)
  // In image axes (y down) a triangle seen clockwise has its normal towards the camera.
  for (let t = 0; t < triangles.length; t += 3) {
    if (turn(flat, triangles[t] ?? 0, triangles[t + 1] ?? 0, triangles[t + 2] ?? 0) < 0) {
      const second = triangles[t + 1] ?? 0
      triangles[t + 1] = triangles[t + 2] ?? 0
      triangles[t + 2] = second
    }
  }
  const perCell = cellSamples ** 2
  const corners = new Int16Array(gridSide ** 2 * perCell * 3).fill(-1)
  const weights = new Float32Array(corners.length)
  const outlines = notSkin.map(indices =>
    ringOf(
      grow(
        indices.map(i => pointAt(flat, i)),
        1.25,
      ),
    ),
  )
  const oval = ringOf(meshPoints.oval.map(i => pointAt(flat, i)))
  const isSkin = (x: number, y: number): boolean =>
    isInside(oval, x, y) && !outlines.some(outline => isInside(outline, x, y))
  for (let t = 0; t < triangles.length; t += 3) {
    fill(flat, triangles.subarray(t, t + 3), isSkin, corners, weights)
  }
  return { corners, weights, meanNormals: cellNormals(corners, weights), triangles }
}

/** Means of the mean face's normals over the samples of each cell. */
function cellNormals(corners: Int16Array, weights: Float32Array): Float32Array {
  const normals = new Float32Array(gridSide ** 2 * 3)
  const perCell = cellSamples ** 2 * 3
  for (let at = 0; at < corners.length; at++) {
    const point = corners[at] ?? -1
    if (point < 0) continue
    const cell = 3 * Math.floor(at / perCell)
    for (let axis = 0; axis < 3; axis++)
      normals[cell + axis]! += weights[at]! * meanFaceNormals[3 * point + axis]!
  }
  for (let cell = 0; cell < normals.length; cell += 3) {
    // 0/0 = NaN where no sample lies on skin.
    const length = Math.hypot(normals[cell]!, normals[cell + 1]!, normals[cell + 2]!)
    for (let axis = 0; axis < 3; axis++) normals[cell + axis]! /= length
  }
  return normals
}

type Flat = Float64Array

/** x, y of every point in eye distances from the point between the eyes, eyes level. */
function flatten(landmarks: Float32Array): Flat {
  const [right, left] = eyeCentres(landmarks)
  const cx = (right[0] + left[0]) / 2
  const cy = (right[1] + left[1]) / 2
  const dx = left[0] - right[0]
  const dy = left[1] - right[1]
  const square = dx * dx + dy * dy
  const flat = new Float64Array((landmarks.length / 3) * 2)
  for (let i = 0; i < flat.length / 2; i++) {
    const x = (landmarks[3 * i] ?? 0) - cx
    const y = (landmarks[3 * i + 1] ?? 0) - cy
    flat[2 * i] = (x * dx + y * dy) / square
    flat[2 * i + 1] = (y * dx - x * dy) / square
  }
  return flat
}

function pointAt(flat: Flat, index: number): [number, number] {
  return [flat[2 * index] ?? 0, flat[2 * index + 1] ?? 0]
}

/** > 0: a → b → c turns clockwise on the screen. */
function turn(flat: Flat, a: number, b: number, c: number): number {
  const [ax, ay] = pointAt(flat, a)
  const [bx, by] = pointAt(flat, b)
  const [cx, cy] = pointAt(flat, c)
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

const side = gridSide * cellSamples
const width = span.right - span.left
const height = span.bottom - span.top

/** Samples, counted from the first one's middle, to the left of and above a point. */
function columnOf(x: number): number {
  return ((x - span.left) / width) * side - 0.5
}

function rowOf(y: number): number {
  return ((y - span.top) / height) * side - 0.5
}

/** Writes a triangle into the skin samples that lie in it and are in none before it. */
function fill(
  flat: Flat,
  [a = 0, b = 0, c = 0]: Int16Array,
  isSkin: (x: number, y: number) => boolean,
  corners: Int16Array,
  weights: Float32Array,
): void {
  const [ax, ay] = pointAt(flat, a)
  const [bx, by] = pointAt(flat, b)
  const [cx, cy] = pointAt(flat, c)
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  if (area <= 1e-12) return
  const firstRow = Math.max(0, Math.ceil(rowOf(Math.min(ay, by, cy))))
  const lastRow = Math.min(side - 1, Math.floor(rowOf(Math.max(ay, by, cy))))
  const firstColumn = Math.max(0, Math.ceil(columnOf(Math.min(ax, bx, cx))))
  const lastColumn = Math.min(side - 1, Math.floor(columnOf(Math.max(ax, bx, cx))))
  for (let row = firstRow; row <= lastRow; row++) {
    const y = span.top + ((row + 0.5) / side) * height
    for (let column = firstColumn; column <= lastColumn; column++) {
      const x = span.left + ((column + 0.5) / side) * width
      const wa = ((bx - x) * (cy - y) - (by - y) * (cx - x)) / area
      const wb = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / area
      const wc = 1 - wa - wb
      if (wa < 0 || wb < 0 || wc < 0) continue
      const cell = Math.floor(row / cellSamples) * gridSide + Math.floor(column / cellSamples)
      const inCell = (row % cellSamples) * cellSamples + (column % cellSamples)
      const at = (cell * cellSamples ** 2 + inCell) * 3
      if (corners[at]! >= 0 || !isSkin(x, y)) continue
      corners.set([a, b, c], at)
      weights.set([wa, wb, wc], at)
    }
  }
}

function grow(points: [number, number][], factor: number): [number, number][] {
  const cx = points.reduce((sum, [x]) => sum + x, 0) / points.length
  const cy = points.reduce((sum, [, y]) => sum + y, 0) / points.length
  return points.map(([x, y]) => [cx + (x - cx) * factor, cy + (y - cy) * factor])
}

/** x, y of each corner of an outline. */
type Ring = Float64Array

function ringOf(points: readonly [number, number][]): Ring {
  return Float64Array.from(points.flat())
}

/** Even–odd rule. */
function isInside(ring: Ring, x: number, y: number): boolean {
  let inside = false
  let px = ring[ring.length - 2]!
  let py = ring[ring.length - 1]!
  for (let at = 0; at < ring.length; at += 2) {
    const qx = ring[at]!
    const qy = ring[at + 1]!
    if (qy > y !== py > y && x < ((px - qx) * (y - qy)) / (py - qy) + qx) inside = !inside
    px = qx
    py = qy
  }
  return inside
}
