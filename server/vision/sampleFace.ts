import { gridSide, type LightFace, type Rgb } from '../domain/lightFrame.ts'
import { cellSamples, type FaceGrid } from './faceGrid.ts'
import { eyeCentres } from './facePatch.ts'
import { linearLight } from './linearLight.ts'
import { measureExpression } from './measureExpression.ts'
import { measurePose, type HeadPose } from './measurePose.ts'
import type { RgbImage } from './rgbImage.ts'
import { sampleChin } from './sampleChin.ts'
import { createTrimmedMean } from './trimmedMean.ts'

/** A channel above the first is blown out, a pixel whose largest is below the second crushed (liveness.md §1.5 step 2). */
const blownOut = 250
const crushed = 20

/** Skin pixels that a frame needs (same place). */
const minSkinPixels = 600

/** Reads the light that each cell of the face sends back, with where it lies and faces. */
export function sampleFace(image: RgbImage, landmarks: Float32Array, grid: FaceGrid): LightFace {
  const [right, left] = eyeCentres(landmarks)
  const eyePx = Math.hypot(left[0] - right[0], left[1] - right[1])
  const centre = [(right[0] + left[0]) / 2, (right[1] + left[1]) / 2] as const
  const normalsOfPoints = pointNormals(landmarks, grid.triangles)

  const cells = gridSide ** 2
  const perCell = cellSamples ** 2
  const light = new Float32Array(cells * 3).fill(NaN)
  const normals = new Float32Array(cells * 3).fill(NaN)
  const positions = new Float32Array(cells * 3).fill(NaN)
  const skin = createTrimmedMean()
  let samples = 0
  let lumaSum = 0
  for (let cell = 0; cell < cells; cell++) {
    let used = 0
    let on = 0
    let [red, green, blue] = [0, 0, 0]
    let [px, py, pz] = [0, 0, 0]
    let [nx, ny, nz] = [0, 0, 0]
    for (let s = cell * perCell; s < (cell + 1) * perCell; s++) {
      const k = 3 * s
      const a = 3 * (grid.corners[k] ?? -1)
      if (a < 0) continue
      const b = 3 * (grid.corners[k + 1] ?? 0)
      const c = 3 * (grid.corners[k + 2] ?? 0)
      const wa = grid.weights[k] ?? 0
      const wb = grid.weights[k + 1] ?? 0
      const wc = grid.weights[k + 2] ?? 0
      const x = wa * (landmarks[a] ?? 0) + wb * (landmarks[b] ?? 0) + wc * (landmarks[c] ?? 0)
      const y =
        wa * (landmarks[a + 1] ?? 0) + wb * (landmarks[b + 1] ?? 0) + wc * (landmarks[c + 1] ?? 0)
      on++
      px += x
      py += y
      pz +=
        wa * (landmarks[a + 2] ?? 0) + wb * (landmarks[b + 2] ?? 0) + wc * (landmarks[c + 2] ?? 0)
      nx +=
        wa * (normalsOfPoints[a] ?? 0) +
        wb * (normalsOfPoints[b] ?? 0) +
        wc * (normalsOfPoints[c] ?? 0)
      ny +=
        wa * (normalsOfPoints[a + 1] ?? 0) +
        wb * (normalsOfPoints[b + 1] ?? 0) +
        wc * (normalsOfPoints[c + 1] ?? 0)
      nz +=
        wa * (normalsOfPoints[a + 2] ?? 0) +
        wb * (normalsOfPoints[b + 2] ?? 0) +
        wc * (normalsOfPoints[c + 2] ?? 0)
      const u = Math.floor(x)
      const v = Math.floor(y)
      if (u < 0 || v < 0 || u >= image.width || v >= image.height) continue
      const at = (v * image.width + u) * 3
      const r = image.data[at] ?? 0
      const g = image.data[at + 1] ?? 0
      const blueByte = image.data[at + 2] ?? 0
      const brightest = Math.max(r, g, blueByte)
      if (brightest > blownOut || brightest < crushed) continue
      used++
      red += linearLight[r] ?? 0
      green += linearLight[g] ?? 0
      blue += linearLight[blueByte] ?? 0
      lumaSum += 0.299 * r + 0.587 * g + 0.114 * blueByte
      skin.add(r, g, blueByte)
    }
    if (on === 0) continue
    const at = 3 * cell
    const length = Math.hypot(nx, ny, nz)
    normals.set([nx / length, ny / length, nz / length], at)
    positions.set(
      [(px / on - centre[0]) / eyePx, (py / on - centre[1]) / eyePx, pz / on / eyePx],
      at,
    )
    samples += used
    // A cell that is mostly unusable would speak for its rim only.
    if (used * 2 >= perCell) light.set([red / used, green / used, blue / used], at)
  }
  const pixelsPerSample = pixelsOfSample(landmarks, eyePx)
  const skinPixels = Math.round(samples * pixelsPerSample)
  const pose = measurePose(landmarks)
  return {
    interOcularPx: eyePx,
    ...pose,
    ...measureExpression(landmarks, eyePx),
    chin: sampleChin(image, right, left),
    centre,
    box: boxOf(landmarks),
    skin: skinPixels >= minSkinPixels ? (skin.mean() satisfies Rgb | null) : null,
    skinPixels,
    luminance: samples > 0 ? lumaSum / samples : 0,
    grid: light,
    normals,
    meanFaceNormals: turn(grid.meanNormals, pose),
    positions,
  }
}

/**
 * Normals of a level head, turned sideways and tilted as the head is. The nod is left out: the mesh
 * reads it with an error (measurePose.ts) as large as what people hold.
 */
function turn(normals: Float32Array, { yawDeg, rollDeg }: HeadPose): Float32Array {
  const [yaw, roll] = [(yawDeg * Math.PI) / 180, (rollDeg * Math.PI) / 180]
  const turned = new Float32Array(normals.length)
  for (let at = 0; at < normals.length; at += 3) {
    const [x, y, z] = [normals[at]!, normals[at + 1]!, normals[at + 2]!]
    const across = x * Math.cos(yaw) - z * Math.sin(yaw)
    turned[at] = across * Math.cos(roll) - y * Math.sin(roll)
    turned[at + 1] = across * Math.sin(roll) + y * Math.cos(roll)
    turned[at + 2] = x * Math.sin(yaw) + z * Math.cos(yaw)
  }
  return turned
}

/** Area-weighted normals of the mesh points, not normalised. */
function pointNormals(landmarks: Float32Array, triangles: Int16Array): Float32Array {
  const normals = new Float32Array(landmarks.length)
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * (triangles[t] ?? 0)
    const b = 3 * (triangles[t + 1] ?? 0)
    const c = 3 * (triangles[t + 2] ?? 0)
    const ux = (landmarks[b] ?? 0) - (landmarks[a] ?? 0)
    const uy = (landmarks[b + 1] ?? 0) - (landmarks[a + 1] ?? 0)
    const uz = (landmarks[b + 2] ?? 0) - (landmarks[a + 2] ?? 0)
    const vx = (landmarks[c] ?? 0) - (landmarks[a] ?? 0)
    const vy = (landmarks[c + 1] ?? 0) - (landmarks[a + 1] ?? 0)
    const vz = (landmarks[c + 2] ?? 0) - (landmarks[a + 2] ?? 0)
    // Clockwise on a screen whose y points down: v × u leaves towards the camera (−z).
    const x = vy * uz - vz * uy
    const y = vz * ux - vx * uz
    const z = vx * uy - vy * ux
    for (const at of [a, b, c]) {
      normals[at] = (normals[at] ?? 0) + x
      normals[at + 1] = (normals[at + 1] ?? 0) + y
      normals[at + 2] = (normals[at + 2] ?? 0) + z
    }
  }
  return normals
}

/** How many pixels of the frame one sample stands for. */
function pixelsOfSample(landmarks: Float32Array, eyePx: number): number {
  const stepX = (2.4 / (gridSide * cellSamples)) * eyePx
  const stepY = (2.9 / (gridSide * cellSamples)) * eyePx
  return landmarks.length > 0 ? stepX * stepY : 0
}

function boxOf(landmarks: Float32Array): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < landmarks.length; i += 3) {
    const x = landmarks[i] ?? 0
    const y = landmarks[i + 1] ?? 0
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return [left, top, right - left, bottom - top]
}
