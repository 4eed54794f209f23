import { checkStream } from '../capture/checkStream.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'
import type { ClipTask } from './clipTask.ts'
import type { ClipPerformance } from './judgeClip.ts'
import type { ClipShift } from './promptGates.ts'

/** A camera that was just opened looks for its white balance, which changes the face's colour, ms. */
const settleMs = 500

/**
 * As streamed captures are asked (checkPresence.ts): one recording, that goes on? Under changing
 * colours that is not asked, but of the digits after them it is. Clips whose length the sender chose
 * may be too short for a loop to come round.
 */
export function streamGates(
  { task, frames }: Pick<ClipPerformance, 'task' | 'frames'>,
  limits: ClipJudgeLimits,
  shift: ClipShift,
): ClipGate[] {
  const fromMs = litFromMs(task, shift)
  if (fromMs === null) return []
  const asked = frames.flatMap(({ analysis }) => (analysis.timeMs >= fromMs ? [analysis] : []))
  const settledMs = (asked[0]?.timeMs ?? 0) + settleMs
  const steady = asked.filter(({ timeMs }) => timeMs >= settledMs)
  const isPrompted = 'prompted' in task && task.prompted !== undefined
  return checkStream(
    'clip',
    { steady, frames: asked, mayBeShort: !isPrompted },
    isPrompted ? limits.prompted : limits.digit,
  )
}

/** From when on the light stays as it is, ms on the clip's clock; null where it never is known to. */
function litFromMs(task: ClipTask, { minMs }: ClipShift): number | null {
  if (!('painted' in task)) return -Infinity
  if (task.kind === 'light' || !task.prompted) return null
  return (task.painted.at(-1) ?? 0) - minMs
}
