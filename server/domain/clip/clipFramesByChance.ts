import type { KeptFrame } from '../capture/captureMaterial.ts'
import { drawWithin } from '../capture/drawWithin.ts'
import { coloursTime } from '../light/coloursTime.ts'
import type { ClipTask } from './clipTask.ts'

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
  return drawWithin(timeOf(task, frames), frames, random)
}

function timeOf(task: ClipTask, frames: readonly KeptFrame[]): [fromMs: number, untilMs: number] {
  if ('painted' in task) return coloursTime(task.secret, task.painted)
  if ('prompted' in task && task.prompted) {
    const { painted } = task.prompted
    return [painted[0] ?? Infinity, painted.at(-1) ?? -Infinity]
  }
  const [fromMs, untilMs] = [frames[0]?.timeMs ?? 0, frames.at(-1)?.timeMs ?? 0]
  const endMs = endShare * (untilMs - fromMs)
  return [fromMs + endMs, untilMs - endMs]
}
