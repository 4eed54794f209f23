import type { Situation } from '../phone/scene/situation.ts'

/** A picture on a film: what the camera saw `atMs` after the film's own zero. */
export interface Shot {
  atMs: number
  jpeg: Uint8Array
}

/**
 * A performance of one challenge, rendered beforehand, so that playing it costs next to nothing. It
 * lights the face with this challenge's colours only.
 */
export interface Film {
  situation: Situation
  frameSize: { widthPx: number; heightPx: number }
  /** Before the first colour; zero is the first frame. */
  preview: readonly Shot[]
  /** From the first colour on, which is zero. */
  frames: readonly Shot[]
  stills: readonly Uint8Array[]
}
