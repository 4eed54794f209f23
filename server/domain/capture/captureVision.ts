import type { ImageFault, LookOptions, PhotoAnalysis } from '../face.ts'
import type { LightFrame } from '../lightFrame.ts'

/** Result of looking at one frame of a capture. */
export type FrameAnalysis =
  { ok: true; frame: LightFrame } | { ok: false; fault: ImageFault; detail: string }

/** The models' side of one capture. Frames go in as they arrive, in order of their times. */
export interface CaptureTrack {
  /** `timeMs` on the client's clock comes back in the frame. Rejects with VisionError. */
  analyse(jpeg: Uint8Array, timeMs: number): Promise<FrameAnalysis>
  /** A whole look at one still or best frame, with its embedding. Rejects with VisionError. */
  analyseStill(jpeg: Uint8Array): Promise<PhotoAnalysis>
  /** Lets go of what the track holds; what is under way may still end. */
  close(): void
}

/** Makes one track per capture; implemented by vision/, faked only in unit tests of flows. */
export interface CaptureVision {
  /** The options are of its stills. */
  openTrack(options?: LookOptions): CaptureTrack
}
