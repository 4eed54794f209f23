import type { ChallengeSecret } from '../../domain/challengeSecret.ts'
import type { Clip } from '../../domain/clip/clip.ts'
import { spokenPart } from '../../domain/clip/spokenPart.ts'
import { toClipTask } from '../../domain/clip/toClipTask.ts'
import type { SoundTrack } from '../../domain/digit/soundTrack.ts'
import { maxOffsetMs } from '../../domain/light/alignFrames.ts'
import type { PaintTimeline } from '../../domain/lightFrame.ts'
import { needsSound } from '../../protocol/challenge.ts'

/**
 * What of a recording belongs to its ceremony, with a second more at either end, as much as the clip's
 * beginning may be off: a camera that ran before and after saw and heard what nobody asked for, and so did
 * the microphone of one that cannot do without where nothing was to be said.
 */
export function performedPart<Frame extends { timeMs: number }>(
  secret: ChallengeSecret,
  painted: PaintTimeline,
  { frames, sound }: { frames: readonly Frame[] } & Pick<Clip, 'sound'>,
): { frames: Frame[]; sound: SoundTrack | null } {
  const fromMs = (painted[0] ?? 0) - maxOffsetMs
  const untilMs = (painted.at(-1) ?? 0) + maxOffsetMs
  return {
    frames: frames.filter(({ timeMs }) => timeMs >= fromMs && timeMs <= untilMs),
    sound: sound && needsSound(secret) ? spokenPart(toClipTask(secret, painted), sound) : null,
  }
}
