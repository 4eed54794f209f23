import type { LightFrame } from '../lightFrame.ts'
import type { KeptFrame } from '../capture/captureMaterial.ts'
import { alignFrames } from '../light/alignFrames.ts'
import { judgeLight, type LightPerformance, type LightVerdict } from '../light/judgeLight.ts'
import type { LightLimits } from '../light/lightLimits.ts'
import type { PaintedCode } from './clipTask.ts'

/** And how much later than its own clock says the clip is on the clock of the painted times, ms. */
export type ClipLightVerdict = LightVerdict & { shiftMs: number }

/**
 * Does the face of a clip answer with the colours that were painted, and as a face in relief does?
 *
 * @param frames on the clip's clock
 */
export function judgeClipLight(
  frames: readonly KeptFrame[],
  code: PaintedCode,
  limits: LightLimits,
): ClipLightVerdict {
  const { aligned, light } = alignClip(frames, code, limits)
  const shiftMs = (aligned[0]?.timeMs ?? 0) - (frames[0]?.timeMs ?? 0)
  return { ...judgeLight(light, limits), shiftMs }
}

/** All frames on the clock of the painted times, in their order, and what of them answers the colours. */
export function alignClip(
  frames: readonly KeptFrame[],
  { secret, painted }: PaintedCode,
  limits: LightLimits,
): { aligned: readonly LightFrame[]; light: LightPerformance } {
  const looks = frames.map(({ analysis }) => analysis)
  const isPlanned = painted.length === secret.slotMs.length + 3
  // A timeline that is none is told by the judge; nothing can be put on it.
  const aligned = isPlanned ? alignFrames(looks, { secret, painted }, limits) : looks
  const endMs = (painted.at(-1) ?? Infinity) + limits.maxLagMs
  // A recorder runs on, and what is asked afterwards may change the light.
  const during = aligned.filter(({ timeMs }) => timeMs <= endMs)
  return { aligned, light: { secret, painted, frames: during } }
}
