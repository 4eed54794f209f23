import { readFile } from 'node:fs/promises'
import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { ClipReader } from '../../domain/clip/clip.ts'
import type { LipSample } from '../../domain/digit/measureSync.ts'
import type { SoundTrack } from '../../domain/digit/soundTrack.ts'
import { MediaError } from '../../domain/mediaError.ts'

/** What lips did in a clip, and what was heard. */
export interface TalkingClip {
  file: string
  frames: number
  lips: LipSample[]
  sound: SoundTrack
}

/** A clip that says nothing about lips and voice, and why. */
export interface UnusableClip {
  file: string
  reason: string
}

/** Decodes a clip and follows the lips of the face in it. Other errors than those of media reject. */
export async function readTalkingClip(
  file: string,
  { reader, vision }: { reader: ClipReader; vision: CaptureVision },
): Promise<TalkingClip | UnusableClip> {
  const track = vision.openTrack()
  try {
    const { frames, sound } = await reader.readClip(await readFile(file))
    if (!sound) return { file, reason: 'no sound' }
    const lips: LipSample[] = []
    for (const { jpeg, timeMs } of frames) {
      const analysis = await track.analyse(jpeg, timeMs)
      const face = analysis.ok ? analysis.frame.face : null
      if (face) lips.push({ timeMs, lipHeight: face.lipHeight })
    }
    if (lips.length === 0) return { file, reason: 'no face' }
    return { file, frames: frames.length, lips, sound }
  } catch (error) {
    if (error instanceof MediaError) return { file, reason: `${error.code}: ${error.message}` }
    throw error
  } finally {
    track.close()
  }
}
