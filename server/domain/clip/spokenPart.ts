import { cropSound } from '../digit/cropSound.ts'
import type { SoundTrack } from '../digit/soundTrack.ts'
import { maxOffsetMs } from '../light/alignFrames.ts'
import type { ClipTask } from './clipTask.ts'

/**
 * The part of a clip's sound in which the digits were to be said: all of it where nobody knows when. A
 * second more at either end, as much as the clip's beginning may be off.
 */
export function spokenPart(task: ClipTask, sound: SoundTrack): SoundTrack {
  const painted = 'prompted' in task ? task.prompted?.painted : undefined
  const [first, last] = [painted?.[0], painted?.at(-1)]
  if (first === undefined || last === undefined) return sound
  return cropSound(sound, first - maxOffsetMs, last + maxOffsetMs)
}
