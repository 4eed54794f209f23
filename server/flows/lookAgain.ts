import type { KeptFrame, KeptStill } from '../domain/capture/captureMaterial.ts'
import type { CaptureTrack } from '../domain/capture/captureVision.ts'
import { ofFollowedFace } from '../domain/capture/ofFollowedFace.ts'

/** Looks at a frame of the stream like at a still: who is it that was followed there? Rejects with VisionError. */
export async function lookAgain(
  track: Pick<CaptureTrack, 'analyseStill'>,
  { timeMs, jpeg, analysis: frame }: KeptFrame,
): Promise<KeptStill> {
  return { timeMs, jpeg, analysis: ofFollowedFace(await track.analyseStill(jpeg), frame.face) }
}
