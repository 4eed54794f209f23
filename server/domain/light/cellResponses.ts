import { gridSide, type LightFrame } from '../lightFrame.ts'

/** What the cells of the face grid did under the screen's light. All arrays have gridSide² places. */
export interface CellResponses {
  /**
   * Screen light over room light of the cell, divided by the face's mean; mean over the channels,
   * weighted by their certainty. NaN where the cell was not seen often enough.
   */
  response: Float64Array
  /** Standard error of `response`. */
  error: Float64Array
  /** Linear luminance of the cell under the room's light alone, camera units. */
  room: Float64Array
  /** Mean position (eye distances) and outward normal, camera axes; three numbers a cell. */
  positions: Float64Array
  normals: Float64Array
  /** The same of a mean face in the same pose. */
  meanFaceNormals: Float64Array
}

/** Frames of one decoded track, the light shown to each (three numbers), and the face's mean. */
export interface LitFrames {
  frames: readonly LightFrame[]
  lights: Float64Array
  screenShares: readonly [number, number, number]
}

const cellCount = gridSide * gridSide
/** Share of the frames that must show a cell. */
const minSeen = 0.7
/** Share of the frames that must show a cell for it to serve as a measure of the gain. */
const coreSeen = 0.9
/** Luminance of linear sRGB (IEC 61966-2-1). */
const luminanceWeights = [0.2126, 0.7152, 0.0722] as const

/**
 * Step 5 of liveness.md §1.5, first half, with one change: the camera's gain is taken from the
 * face itself, whose mean answer to the light is known from its chromaticity, and not from the
 * background. What is left is how a cell answers **more or less than the face as a whole**: every
 * gain cancels exactly, with or without a background, and so does a cell's albedo in b/a.
 */
export function cellResponses({ frames, lights, screenShares }: LitFrames): CellResponses {
  const faces = frames.map(({ face }) => face!)
  const seen = countSeen(faces)
  const core = seen.map(count => (count >= coreSeen * frames.length ? 1 : 0))
  const span = Math.max(1, frames.at(-1)!.timeMs - frames[0]!.timeMs)
  const drift = Float64Array.from(frames, ({ timeMs }) => (timeMs - frames[0]!.timeMs) / span - 0.5)

  const sum = new Float64Array(cellCount)
  const certainty = new Float64Array(cellCount)
  const room = new Float64Array(cellCount)
  for (let channel = 0; channel < 3; channel++) {
    const light = Float64Array.from(frames, (_, frame) => lights[frame * 3 + channel]!)
    const share = screenShares[channel]!
    if (!(share > 0)) continue
    const gains = faceGains(faces, core, channel, light, share)
    for (let cell = 0; cell < cellCount; cell++) {
      if (seen[cell]! < minSeen * frames.length) continue
      const line = fitCell(faces, cell * 3 + channel, gains, light, drift)
      if (!(line.base > 0)) continue
      const error = line.error / line.base / share
      const weight = 1 / error ** 2
      sum[cell]! += (weight * line.rise) / line.base / share
      certainty[cell]! += weight
      room[cell]! += luminanceWeights[channel]! * line.base
    }
  }
  return {
    response: sum.map((value, cell) => value / certainty[cell]!),
    error: certainty.map(value => 1 / Math.sqrt(value)),
    room,
    positions: meanVectors(faces.map(({ positions }) => positions)),
    normals: meanVectors(faces.map(({ normals }) => normals)),
    meanFaceNormals: meanVectors(faces.map(({ meanFaceNormals }) => meanFaceNormals)),
  }
}

type Face = NonNullable<LightFrame['face']>

function countSeen(faces: readonly Face[]): Uint16Array {
  const seen = new Uint16Array(cellCount)
  for (const { grid } of faces)
    for (let cell = 0; cell < cellCount; cell++)
      if (grid[cell * 3]! > 0 && grid[cell * 3 + 1]! > 0 && grid[cell * 3 + 2]! > 0) seen[cell]!++
  return seen
}

/**
 * Gain of each frame: what the core cells show over what the light must have made of them. A
 * cell that is missing in a frame is missing on both sides.
 */
function faceGains(
  faces: readonly Face[],
  core: Uint16Array,
  channel: number,
  light: Float64Array,
  share: number,
): Float64Array {
  const means = new Float64Array(cellCount)
  const counts = new Float64Array(cellCount)
  for (const { grid } of faces)
    for (let cell = 0; cell < cellCount; cell++) {
      const value = grid[cell * 3 + channel]!
      if (core[cell] === 0 || !(value > 0)) continue
      means[cell]! += value
      counts[cell]!++
    }
  return Float64Array.from(faces, ({ grid }, frame) => {
    let seen = 0
    let usual = 0
    for (let cell = 0; cell < cellCount; cell++) {
      const value = grid[cell * 3 + channel]!
      if (core[cell] === 0 || !(value > 0)) continue
      seen += value
      usual += means[cell]! / counts[cell]!
    }
    return usual > 0 ? seen / usual / (1 + share * light[frame]!) : NaN
  })
}

/** Least squares of value/gain on 1, light and drift: value without light, rise, its error. */
function fitCell(
  faces: readonly Face[],
  at: number,
  gains: Float64Array,
  light: Float64Array,
  drift: Float64Array,
): { base: number; rise: number; error: number } {
  let [n, l, d, ll, ld, dd, y, ly, dy, yy] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let frame = 0; frame < faces.length; frame++) {
    const value = faces[frame]!.grid[at]! / gains[frame]!
    if (!(value > 0)) continue
    const [lit, time] = [light[frame]!, drift[frame]!]
    n++
    l += lit
    d += time
    ll += lit * lit
    ld += lit * time
    dd += time * time
    y += value
    ly += lit * value
    dy += time * value
    yy += value * value
  }
  const [cll, cld, cdd] = [ll - (l * l) / n, ld - (l * d) / n, dd - (d * d) / n]
  const [cly, cdy, cyy] = [ly - (l * y) / n, dy - (d * y) / n, yy - (y * y) / n]
  const det = cll * cdd - cld * cld
  const rise = (cly * cdd - cdy * cld) / det
  const slope = (cdy * cll - cly * cld) / det
  const base = (y - rise * l - slope * d) / n
  const left = Math.max(0, cyy - rise * cly - slope * cdy) / Math.max(1, n - 3)
  return { base, rise, error: Math.sqrt(Math.max((left * cdd) / det, 1e-16)) }
}

function meanVectors(list: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(cellCount * 3)
  const counts = new Float64Array(cellCount * 3)
  for (const vectors of list)
    for (let at = 0; at < mean.length; at++) {
      const value = vectors[at]!
      if (Number.isNaN(value)) continue
      mean[at]! += value
      counts[at]!++
    }
  return mean.map((sum, at) => sum / counts[at]!)
}
