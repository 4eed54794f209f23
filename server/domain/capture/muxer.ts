import type { BundledFrame } from './frameBundle.ts'

/** Makes videos of captures. */
export interface Muxer {
  /**
   * The frames as one mp4: H.264 (yuv420p), each shown from its capture time to the next one's, index
   * before the pictures; at most 8 M in base64. `readFrames` is called when it is this video's turn,
   * so that what waits holds no frames; what it throws comes through.
   * @throws MediaError with any of its codes
   */
  muxFrames: (readFrames: () => Promise<readonly BundledFrame[]>) => Promise<Uint8Array>
  /** Ends what is under way; it and whatever waits reject with `closed`. */
  close: () => Promise<void>
}
