import { cropSound } from '../digit/cropSound.ts'
import type { SoundTrack } from '../digit/soundTrack.ts'
import type { LightFrame } from '../lightFrame.ts'
import type { ClipTask } from './clipTask.ts'
import { spokenPart } from './spokenPart.ts'

/** Sound and pictures of a file begin and end at slightly other times, ms. */
const edgeMs = 300

/**
 * The part of a clip's sound in which the digits were to be said by the face that is seen. The pictures of
 * a file may end before its sound does, or begin after it: what is said then was said by no mouth that
 * could be held against it, so it is not heard. Where each digit had its moment, that is asked of the
 * moments (unseenGate.ts).
 */
export function seenSound(
  task: ClipTask,
  sound: SoundTrack,
  frames: readonly { analysis: LightFrame }[],
): SoundTrack {
  const spoken = spokenPart(task, sound)
  if ('prompted' in task && task.prompted) return spoken
  const faces = frames.flatMap(({ analysis: { timeMs, face } }) => (face ? [timeMs] : []))
  const [firstMs = 0, lastMs = -edgeMs] = [faces[0], faces.at(-1)]
  return cropSound(spoken, firstMs - edgeMs, lastMs + edgeMs)
}
