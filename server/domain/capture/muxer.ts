import type { SoundTrack } from '../digit/soundTrack.ts'
import type { BundledFrame } from './frameBundle.ts'

/** What is kept of one capture, as its video shows it. */
export interface KeptCapture {
  frames: readonly BundledFrame[]
  /** On the frames' clock; null where nothing was to be said. */
  sound: SoundTrack | null
}

/** Makes videos of captures. */
export interface Muxer {
  /**
   * A capture as one mp4, index before the rest, at most 8 M in base64. Pictures: H.264 (yuv420p), each
   * shown from its capture time to the next one's. Sound: AAC (16 kHz, mono), from the first picture on,
   * for as long as it lasts. `readCapture` is called when it is this video's turn, so that what waits
   * holds nothing; what it throws comes through.
   * @throws MediaError with any of its codes
   */
  muxCapture: (readCapture: () => Promise<KeptCapture>) => Promise<Uint8Array>
  /** Ends what is under way; it and whatever waits reject with `closed`. */
  close: () => Promise<void>
}
