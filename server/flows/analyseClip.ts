import { createHash } from 'node:crypto'
import type { KeptFrame, KeptStill } from '../domain/capture/captureMaterial.ts'
import type { CaptureVision } from '../domain/capture/captureVision.ts'
import { spreadFrames } from '../domain/capture/spreadFrames.ts'
import type { Clip } from '../domain/clip/clip.ts'
import { MediaError } from '../domain/mediaError.ts'
import { lookAgain } from './lookAgain.ts'

/** What was seen of a clip. */
export interface AnalysedClip {
  frames: KeptFrame[]
  /** The best of each part, in order of time. */
  best: KeptStill[]
  /** Drawn ones. */
  drawn: KeptStill[]
}

interface Wanted {
  /** How many best ones, at most. */
  best: number
  /** Draws some. */
  draw: (frames: readonly KeptFrame[]) => KeptFrame[]
}

/**
 * Looks at every frame of a clip on one track, and at the best and at drawn ones like stills. Rejects
 * with VisionError, or MediaError tooFewPixels.
 */
export async function analyseClip(
  vision: CaptureVision,
  clip: Clip,
  wanted: Wanted,
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
    const look = (some: readonly KeptFrame[]) =>
      Promise.all(some.map(frame => lookAgain(track, frame)))
    const best = await look(spreadFrames(frames, wanted.best))
    const drawn = await look(wanted.draw(frames))
    return { frames, best, drawn }
  } finally {
    track.close()
  }
}
