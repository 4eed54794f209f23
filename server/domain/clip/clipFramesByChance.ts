import { actionLimits } from '../action/actionLimits.ts'
import { bestFrameCount } from '../capture/bestFrames.ts'
import type { KeptFrame } from '../capture/captureMaterial.ts'
import { drawFrames } from '../capture/drawFrames.ts'
import { drawShares } from '../capture/drawShares.ts'
import { measureSound } from '../digit/measureSound.ts'
import type { SoundTrack } from '../digit/soundTrack.ts'
import { clipLightLimits } from '../light/clipLightLimits.ts'
import { framesLit } from '../light/framesLit.ts'
import { clipEvents, eventsInOrder } from './clipEvents.ts'
import type { ClipTask, PaintedCode } from './clipTask.ts'
import { alignClip } from './judgeClipLight.ts'
import { seenSound } from './seenSound.ts'

/** Around what is said or done, ms: the face belongs to it. */
const marginMs = 300
/** At either end of a clip in which nothing is asked: people raise the phone and put it down. */
const maxEndMs = 500
const endShare = 0.1

/**
 * Frames of a clip by which to tell whether it is one face throughout, as framesByChance.ts: those that
 * answer the colours, that show who speaks, or that show what is done. The rest of a file may be as long as
 * its sender likes, and show anybody.
 *
 * @param random as for drawFrames
 */
export function clipFramesByChance(
  task: ClipTask,
  { frames, sound }: { frames: readonly KeptFrame[]; sound: SoundTrack | null },
  random: (sizeBytes: number) => Uint8Array,
): KeptFrame[] {
  if ('painted' in task) {
    const answering = litOf(task, frames)
    if (answering.length > 0) return drawFrames(answering, bestFrameCount, random)
  }
  const times = timesOf(task, frames, sound)
  const asked = frames.filter(({ timeMs }) =>
    times.some(({ startMs, endMs }) => timeMs >= startMs && timeMs < endMs),
  )
  // Nothing said, nothing done: no pass, whoever it is.
  return drawShares(asked.length > 0 ? asked : frames, bestFrameCount, random)
}

function litOf(code: PaintedCode, frames: readonly KeptFrame[]): KeptFrame[] {
  const { aligned, light } = alignClip(frames, code, clipLightLimits)
  const lit = framesLit(light, clipLightLimits)
  return frames.filter((_, at) => lit.has(aligned[at]!))
}

interface Time {
  startMs: number
  endMs: number
}

function timesOf(
  task: ClipTask,
  frames: readonly KeptFrame[],
  sound: SoundTrack | null,
): readonly Time[] {
  if (task.kind === 'action') {
    return eventsInOrder(task.actions, clipEvents(frames, actionLimits)).map(widened)
  }
  if ('prompted' in task && task.prompted) {
    const { painted } = task.prompted
    return [{ startMs: painted[0] ?? Infinity, endMs: painted.at(-1) ?? -Infinity }]
  }
  if ('code' in task && sound) {
    return measureSound(seenSound(task, sound, frames)).segments.map(widened)
  }
  const [fromMs, untilMs] = [frames[0]?.timeMs ?? 0, frames.at(-1)?.timeMs ?? 0]
  const endMs = Math.min(maxEndMs, endShare * (untilMs - fromMs))
  return [{ startMs: fromMs + endMs, endMs: untilMs - endMs }]
}

function widened({ startMs, endMs }: Time): Time {
  return { startMs: startMs - marginMs, endMs: endMs + marginMs }
}
