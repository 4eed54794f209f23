import type { Vision } from '../domain/face.ts'
import type { EncodeJpeg } from '../phone/camera/picture.ts'
import { Part, type GBuffer } from '../phone/render/gbuffer.ts'
import { buildHead } from '../phone/render/head.ts'
import {
  portraitCamera,
  portraitPose,
  portraitWall,
  renderPortrait,
} from '../phone/render/portrait.ts'
import { renderGeometry } from '../phone/render/rasterise.ts'

/** Mesh points are means over this much of the face around them, eye corners' distances. */
const reach = 0.05
/** Fewer skin pixels than this say nothing about a point. */
const minPixels = 3
const [widthPx, heightPx] = [480, 640]
const meshPointCount = 468

interface Options {
  vision: Pick<Vision, 'analysePhoto'>
  encode: EncodeJpeg
  /** Seeds of the rendered heads; none of peopleSeeds.ts, on whom the judge is evaluated. */
  seeds: readonly number[]
  onProgress(done: number, total: number): void
}

/**
 * Mean outward normal of rendered heads at each point of the face mesh, head level and frontal,
 * three numbers a point in camera axes (x right, y down, z away), unit length: what
 * vision/meanFaceNormals.ts holds.
 */
export async function measureMeanFace(options: Options): Promise<Float64Array> {
  const { vision, encode, seeds } = options
  const sums = new Float64Array(meshPointCount * 3)
  for (const [index, seed] of seeds.entries()) {
    const head = buildHead(seed)
    const portrait = await encode(renderPortrait({ seed: head, widthPx, heightPx }), 0.95)
    const analysis = await vision.analysePhoto(portrait)
    const face = analysis.ok ? analysis.faces[0] : undefined
    // Some heads hide under hair.
    if (face) {
      const camera = portraitCamera(widthPx, heightPx)
      addNormals(sums, face.landmarks, renderGeometry(head, portraitPose, camera, portraitWall))
    }
    options.onProgress(index + 1, seeds.length)
  }
  for (let at = 0; at < sums.length; at += 3) {
    const length = Math.hypot(sums[at]!, sums[at + 1]!, sums[at + 2]!)
    for (let axis = 0; axis < 3; axis++) sums[at + axis]! /= length
  }
  return sums
}

function addNormals(sums: Float64Array, landmarks: Float32Array, buffer: GBuffer): void {
  const [rightEye, leftEye] = [33 * 3, 263 * 3]
  const eyesPx = Math.hypot(
    landmarks[rightEye]! - landmarks[leftEye]!,
    landmarks[rightEye + 1]! - landmarks[leftEye + 1]!,
  )
  for (let point = 0; point < meshPointCount; point++) {
    const at = point * 3
    const normal = normalAround(buffer, landmarks[at]!, landmarks[at + 1]!, reach * eyesPx)
    for (let axis = 0; axis < 3; axis++) sums[at + axis]! += normal?.[axis] ?? 0
  }
}

/** Unit normal of the skin around a place of the picture; null where there is next to none. */
function normalAround(buffer: GBuffer, x: number, y: number, radius: number): number[] | null {
  const sum = [0, 0, 0]
  let count = 0
  for (let row = Math.ceil(y - radius); row <= y + radius; row++)
    for (let column = Math.ceil(x - radius); column <= x + radius; column++) {
      const isInside = row >= 0 && row < buffer.heightPx && column >= 0 && column < buffer.widthPx
      if (!isInside || Math.hypot(column - x, row - y) > radius) continue
      const pixel = row * buffer.widthPx + column
      const part = buffer.part[pixel]
      if (part !== Part.skin && part !== Part.lips) continue
      // The renderer's y points up and its z towards the viewer.
      sum[0]! += buffer.normal[pixel * 3]!
      sum[1]! -= buffer.normal[pixel * 3 + 1]!
      sum[2]! -= buffer.normal[pixel * 3 + 2]!
      count++
    }
  const length = Math.hypot(...sum)
  return count < minPixels ? null : sum.map(value => value / length)
}
