import { checkOf } from '../checkOf.ts'
import type { Answer } from '../digit/checkOnsets.ts'
import type { LightFrame } from '../lightFrame.ts'
import type { ClipGate } from './clipGate.ts'

/**
 * Is whoever answers seen answering? The pictures of a file may end before its sound does, or begin after
 * it: what is said then was said by no mouth that could be held against it.
 */
export function unseenGate(
  frames: readonly LightFrame[],
  speech: readonly Answer[],
  maxUnseenMs: number,
): ClipGate {
  const faces = frames.flatMap(({ timeMs, face }) => (face ? [timeMs] : []))
  const [firstMs = Infinity, lastMs = -Infinity] = [faces[0], faces.at(-1)]
  const unseenMs = speech.reduce(
    (most, heard) => (heard ? Math.max(most, firstMs - heard.startMs, heard.endMs - lastMs) : most),
    0,
  )
  return ['lipsStill', checkOf('lips.unseenMs', unseenMs, { max: maxUnseenMs })]
}
