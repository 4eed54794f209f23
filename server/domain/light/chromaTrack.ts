import type { LightFrame, Rgb } from '../lightFrame.ts'
import type { LightLimits } from './lightLimits.ts'

/** How the colour of the face moved over the ceremony. */
export interface ChromaTrack {
  /** The frames that show enough skin (and background, where it serves), in order of time. */
  frames: readonly LightFrame[]
  timesMs: Float64Array
  /**
   * Three numbers a frame: log of the linear channels less their mean, face minus background.
   * They sum to nought. Gains of the camera, albedo and distance only shift them.
   */
  chroma: Float64Array
  /** Was the background taken off? Without it white balance stays in. */
  hasBackground: boolean
}

/** Below a quarter of an 8-bit step nothing is light any more; keeps the logarithm finite. */
const floor = 1 / 1024

/**
 * Step 3 of liveness.md §1.5. The background serves only when it was seen in most frames and is
 * steadier than the face itself: a curtain in the wind or people passing would be worse than the
 * white balance that it is to cancel.
 */
export function chromaTrack(frames: readonly LightFrame[], limits: LightLimits): ChromaTrack {
  const bare = frames.filter(({ face }) => face?.skin)
  const both = bare.filter(({ background }) => background)
  if (both.length === 0 || both.length < limits.minBackgroundShare * bare.length)
    return faceChroma(frames)

  const background = chromaOf(both.map(frame => frame.background!))
  const face = chromaOf(both.map(frame => frame.face!.skin!))
  const allowed = Math.max(limits.minJitter, limits.maxBackgroundJitter * jitterOf(face))
  if (jitterOf(background) > allowed) return faceChroma(frames)
  const chroma = face.map((value, at) => value - background[at]!)
  return { frames: both, timesMs: timesOf(both), chroma, hasBackground: true }
}

/** The track of the face alone, white balance and all. */
export function faceChroma(frames: readonly LightFrame[]): ChromaTrack {
  const bare = frames.filter(({ face }) => face?.skin)
  const chroma = chromaOf(bare.map(frame => frame.face!.skin!))
  return { frames: bare, timesMs: timesOf(bare), chroma, hasBackground: false }
}

function timesOf(frames: readonly LightFrame[]): Float64Array {
  return Float64Array.from(frames, ({ timeMs }) => timeMs)
}

function chromaOf(colours: readonly Rgb[]): Float64Array {
  const chroma = new Float64Array(colours.length * 3)
  for (const [frame, colour] of colours.entries()) {
    const [red, green, blue] = colour.map(value => Math.log(Math.max(value, floor)))
    const mean = (red! + green! + blue!) / 3
    chroma.set([red! - mean, green! - mean, blue! - mean], frame * 3)
  }
  return chroma
}

/** Root mean square of the steps between neighbouring frames. */
function jitterOf(chroma: Float64Array): number {
  let sum = 0
  for (let at = 3; at < chroma.length; at++) sum += (chroma[at]! - chroma[at - 3]!) ** 2
  return Math.sqrt(sum / Math.max(1, chroma.length - 3))
}
