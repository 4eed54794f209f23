import sharp from 'sharp'
import { layFaceGrid } from '../../vision/faceGrid.ts'
import { linearLight } from '../../vision/linearLight.ts'
import type { Vision } from '../../domain/face.ts'

/** Size of the frames that are made, px. */
export const frameSize = { width: 240, height: 320 } as const

/** Where the eyes are put: their middle, and their distance, px. */
const eyes = { x: 120, y: 128, distancePx: 58 } as const

/** Mean distance of adults' pupils, m (ISO/IEC 19794-5 uses 62–63 mm). */
const eyeDistanceM = 0.063

/**
 * A real photo as a scene that can be lit again: its pixels are taken as what the room's own light
 * leaves, its shape comes from the face mesh. Not the product's renderer, and no model of the judge.
 */
export interface Subject {
  /** Linear RGB, three numbers a pixel. */
  photo: Float32Array
  /** Per pixel: outward unit normal, camera axes (x right, y down, z away); of the wall beside the head. */
  normals: Float32Array
  /** Per pixel: depth in m behind the eyes' plane; wallDepthM beside the head. */
  depthM: Float32Array
  /** Metres a pixel at the eyes' distance. */
  metresPerPx: number
}

const wallDepthM = 0.9

/** The ceremony asks people to face the phone; a photo that looks away cannot stand for one, degrees. */
const maxTurnDeg = 11

/** Photo → subject; null unless it shows exactly one face, large enough and near frontal. */
export async function readSubject(
  jpeg: Uint8Array,
  vision: Pick<Vision, 'analysePhoto'>,
): Promise<Subject | null> {
  const analysis = await vision.analysePhoto(jpeg)
  const face = analysis.ok && analysis.faces.length === 1 ? analysis.faces[0] : null
  if (!face || face.interOcularPx < 25) return null
  if (Math.max(Math.abs(face.yawDeg), Math.abs(face.pitchDeg)) > maxTurnDeg) return null
  const { data, info } = await sharp(jpeg)
    .autoOrient()
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) return null
  const place = placement(face.landmarks)
  const { width, height } = frameSize
  const photo = new Float32Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = place.toPhoto(x + 0.5, y + 0.5)
      const at = 3 * (y * width + x)
      for (let c = 0; c < 3; c++) photo[at + c] = sample(data, info.width, info.height, u, v, c)
    }
  }
  return { photo, ...shapeOf(face.landmarks, place), metresPerPx: eyeDistanceM / eyes.distancePx }
}

/** Turns, scales and moves the eyes to their place. */
function placement(landmarks: Float32Array) {
  const at = (index: number) => [landmarks[3 * index]!, landmarks[3 * index + 1]!] as const
  const right = [(at(33)[0] + at(133)[0]) / 2, (at(33)[1] + at(133)[1]) / 2] as const
  const left = [(at(263)[0] + at(362)[0]) / 2, (at(263)[1] + at(362)[1]) / 2] as const
  const dx = (left[0] - right[0]) / eyes.distancePx
  const dy = (left[1] - right[1]) / eyes.distancePx
  const cx = (left[0] + right[0]) / 2
  const cy = (left[1] + right[1]) / 2
  const square = dx * dx + dy * dy
  return {
    scale: 1 / Math.sqrt(square),
    toPhoto(x: number, y: number): [number, number] {
      const u = x - eyes.x
      const v = y - eyes.y
      return [cx + u * dx - v * dy, cy + u * dy + v * dx]
    },
    fromPhoto(u: number, v: number): [number, number] {
      const x = u - cx
      const y = v - cy
      return [eyes.x + (x * dx + y * dy) / square, eyes.y + (y * dx - x * dy) / square]
    },
  }
}

/** Normals and depths: the mesh where there is one, a rounded head around it, the wall beyond. */
function shapeOf(landmarks: Float32Array, place: ReturnType<typeof placement>) {
  const { width, height } = frameSize
  const count = landmarks.length / 3
  const points = new Float64Array(count * 3)
  const metresPerPx = eyeDistanceM / eyes.distancePx
  let eyeDepth = 0
  for (let i = 0; i < count; i++) {
    const [x, y] = place.fromPhoto(landmarks[3 * i]!, landmarks[3 * i + 1]!)
    points.set([x, y, landmarks[3 * i + 2]! * place.scale], 3 * i)
  }
  for (const eye of [33, 133, 263, 362]) eyeDepth += points[3 * eye + 2]! / 4

  const normals = new Float32Array(width * height * 3)
  const depthM = new Float32Array(width * height).fill(wallDepthM)
  for (let i = 0; i < width * height; i++) normals[3 * i + 2] = -1
  roundHead(points, normals, depthM, metresPerPx)

  const { triangles } = layFaceGrid(landmarks)
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]! * 3, triangles[t + 1]! * 3, triangles[t + 2]! * 3]
    fill(points, a, b, c, (x, y, z, normal) => {
      if (x < 0 || y < 0 || x >= width || y >= height) return
      normals.set(normal, 3 * (y * width + x))
      depthM[y * width + x] = (z - eyeDepth) * metresPerPx
    })
  }
  return { normals: smooth(normals), depthM }
}

/** Hair, ears and neck: an ellipsoid about the mesh, so that the head does not end like a mask. */
function roundHead(
  points: Float64Array,
  normals: Float32Array,
  depthM: Float32Array,
  metresPerPx: number,
): void {
  const { width, height } = frameSize
  const chin = points[3 * 152 + 1]!
  const forehead = points[3 * 10 + 1]!
  const left = points[3 * 234]!
  const right = points[3 * 454]!
  const cx = (left + right) / 2
  const rx = (right - left) * 0.62
  const ry = (chin - forehead) * 0.72
  const cy = chin - ry * 0.95
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = (x - cx) / rx
      const v = (y - cy) / ry
      const square = u * u + v * v
      const at = y * width + x
      if (square < 1) {
        const w = Math.sqrt(1 - square)
        normals.set([u * 0.95, v * 0.8, -Math.max(w, 0.15)], 3 * at)
        depthM[at] = (1 - w) * rx * metresPerPx
      } else if (y > chin && Math.abs(x - cx) < rx * (0.6 + (y - chin) / 60)) {
        // Neck and shoulders.
        normals.set([(x - cx) / (rx * 2), -0.2, -0.9], 3 * at)
        depthM[at] = 0.06
      }
    }
  }
}

/** Scans a triangle; the normal is that of its plane, towards the camera. */
function fill(
  points: Float64Array,
  a: number,
  b: number,
  c: number,
  visit: (x: number, y: number, z: number, normal: [number, number, number]) => void,
): void {
  const [ax, ay, az] = [points[a]!, points[a + 1]!, points[a + 2]!]
  const [bx, by, bz] = [points[b]!, points[b + 1]!, points[b + 2]!]
  const [cx, cy, cz] = [points[c]!, points[c + 1]!, points[c + 2]!]
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  if (Math.abs(area) < 1e-9) return
  let nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay)
  let ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az)
  let nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  const sign = nz > 0 ? -1 : 1
  const length = Math.hypot(nx, ny, nz) * sign
  nx /= length
  ny /= length
  nz /= length
  for (let y = Math.floor(Math.min(ay, by, cy)); y <= Math.max(ay, by, cy); y++) {
    for (let x = Math.floor(Math.min(ax, bx, cx)); x <= Math.max(ax, bx, cx); x++) {
      const wa = ((bx - x) * (cy - y) - (by - y) * (cx - x)) / area
      const wb = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / area
      const wc = 1 - wa - wb
      if (wa < -1e-6 || wb < -1e-6 || wc < -1e-6) continue
      visit(x, y, wa * az + wb * bz + wc * cz, [nx, ny, nz])
    }
  }
}

/** 5 × 5 mean, so that facets of the mesh do not show. */
function smooth(normals: Float32Array): Float32Array {
  const { width, height } = frameSize
  const out = new Float32Array(normals.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [nx, ny, nz] = [0, 0, 0]
      for (let v = Math.max(0, y - 2); v <= Math.min(height - 1, y + 2); v++) {
        for (let u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) {
          const at = 3 * (v * width + u)
          nx += normals[at]!
          ny += normals[at + 1]!
          nz += normals[at + 2]!
        }
      }
      const length = Math.hypot(nx, ny, nz) || 1
      out.set([nx / length, ny / length, nz / length], 3 * (y * width + x))
    }
  }
  return out
}

/** Bilinear, the border repeated, in linear light. */
function sample(
  data: Buffer,
  width: number,
  height: number,
  u: number,
  v: number,
  channel: number,
): number {
  const x = Math.min(Math.max(u - 0.5, 0), width - 1.001)
  const y = Math.min(Math.max(v - 0.5, 0), height - 1.001)
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  const fx = x - x0
  const fy = y - y0
  const at = (row: number, column: number) =>
    linearLight[data[3 * (row * width + column) + channel]!]!
  return (
    (at(y0, x0) * (1 - fx) + at(y0, x0 + 1) * fx) * (1 - fy) +
    (at(y0 + 1, x0) * (1 - fx) + at(y0 + 1, x0 + 1) * fx) * fy
  )
}
