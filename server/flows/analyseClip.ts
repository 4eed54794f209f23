import { createHash } from 'node:crypto'
import type { KeptFrame, KeptStill } from '../domain/capture/captureMaterial.ts'
import type { CaptureTrack, CaptureVision } from '../domain/capture/captureVision.ts'
import { spreadFrames } from '../domain/capture/spreadFrames.ts'
import type { Clip } from '../domain/clip/clip.ts'
import { MediaError } from '../domain/mediaError.ts'

/** What was seen of a clip. */
export interface AnalysedClip {
  frames: KeptFrame[]
  /** The best of each part, in order of time. */
  best: KeptStill[]
}

/**
 * Looks at every frame of a clip on one track, and at the best ones like stills. Rejects with
 * VisionError, or MediaError tooFewPixels.
 *
 * @param bestCount how many stills, at most
 */
export async function analyseClip(
  vision: CaptureVision,
  clip: Clip,
  bestCount: number,
): Promise<AnalysedClip> {
  const track = vision.openTrack()
  try {
    const frames = await Promise.all(
      clip.frames.map(async ({ timeMs, jpeg }): Promise<KeptFrame> => {
        const seen = await track.analyse(jpeg, timeMs)
        // The frames are our own JPEGs: only their shape can be wrong.
        if (!seen.ok) throw new MediaError('tooFewPixels', seen.detail)
        const hash = createHash('sha256').update(jpeg).digest('hex')
        return { timeMs, jpeg, hash, analysis: seen.frame }
      }),
    )
    const best = await Promise.all(
      spreadFrames(frames, bestCount).map(frame => lookAgain(track, frame)),
    )
    return { frames, best }
  } finally {
    track.close()
  }
}

async function lookAgain(track: CaptureTrack, { timeMs, jpeg }: KeptFrame): Promise<KeptStill> {
  return { timeMs, jpeg, analysis: await track.analyseStill(jpeg) }
}
