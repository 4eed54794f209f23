import { bestFrameCount } from '../capture/bestFrames.ts'
import type { KeptFrame } from '../capture/captureMaterial.ts'
import { drawFrames } from '../capture/drawFrames.ts'
import { drawMoments } from '../capture/drawMoments.ts'
import { alignFrames } from '../light/alignFrames.ts'
import { clipLightLimits } from '../light/clipLightLimits.ts'
import { framesLit } from '../light/framesLit.ts'
import type { ClipTask, PaintedCode } from './clipTask.ts'

/** Share of a clip at either end in which people raise the phone and put it down. */
const endShare = 0.1

/**
 * Frames of a clip by which to tell whether it is one face throughout, as framesByChance.ts. What was
 * painted may be off by a second; where nothing was, only the ends are left out.
 *
 * @param random as for drawFrames
 */
export function clipFramesByChance(
  task: ClipTask,
  frames: readonly KeptFrame[],
  random: (sizeBytes: number) => Uint8Array,
): KeptFrame[] {
  if ('painted' in task) {
    const answering = litOf(task, frames)
    if (answering.length > 0) return drawFrames(answering, bestFrameCount, random)
  }
  const [fromMs, untilMs] = timeOf(task, frames)
  const asked = frames.filter(({ timeMs }) => timeMs >= fromMs && timeMs < untilMs)
  return drawMoments(asked, bestFrameCount, random)
}

function litOf(code: PaintedCode, frames: readonly KeptFrame[]): KeptFrame[] {
  const looks = frames.map(({ analysis }) => analysis)
  const aligned = alignFrames(looks, code, clipLightLimits)
  const lit = framesLit({ ...code, frames: aligned }, clipLightLimits)
  return frames.filter((_, at) => lit.has(aligned[at]!))
}

type Time = readonly [fromMs: number, untilMs: number]

function timeOf(task: ClipTask, frames: readonly KeptFrame[]): Time {
  if ('prompted' in task && task.prompted) {
    const { painted } = task.prompted
    return [painted[0] ?? Infinity, painted.at(-1) ?? -Infinity]
  }
  const [fromMs, untilMs] = [frames[0]?.timeMs ?? 0, frames.at(-1)?.timeMs ?? 0]
  const endMs = endShare * (untilMs - fromMs)
  return [fromMs + endMs, untilMs - endMs]
}
