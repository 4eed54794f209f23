import type { CapturedSound } from './capturedSound.ts'
import type { LightFrame, PaintTimeline } from '../lightFrame.ts'
import type { PhotoAnalysis } from '../face.ts'

/** One frame of a performance. */
export interface KeptFrame {
  /** ms on the client's clock. */
  timeMs: number
  jpeg: Uint8Array
  /** SHA-256 of the JPEG, hex. */
  hash: string
  analysis: LightFrame
}

/** One still, or a frame that was looked at like one. */
export interface KeptStill {
  timeMs: number
  jpeg: Uint8Array
  analysis: PhotoAnalysis
}

/** All that one performance brought. */
export interface CaptureMaterial {
  /** In order of time; from the challenge on. */
  frames: readonly KeptFrame[]
  /** Hashes of the preview's frames, in order: a loop may begin there. */
  previewHashes: readonly string[]
  stills: readonly KeptStill[]
  /** The best of `frames` (bestFrames.ts), looked at like stills. */
  best: readonly KeptStill[]
  /** Drawn from `frames` (framesByChance.ts), looked at like stills. */
  drawn: readonly KeptStill[]
  /** Null where nothing was to be said, or nothing came. */
  sound: CapturedSound | null
  painted: PaintTimeline
  /** The client's clock, at the latest, when the challenge was sent. */
  challengeSentMs: number
}
