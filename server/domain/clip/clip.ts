import type { SoundTrack } from '../digit/soundTrack.ts'

export interface ClipFrame {
  /** ms from the clip's first picture, which is at 0; rising. */
  timeMs: number
  /** Upright, square pixels, longer side at most 720 px; all of a clip have one size. */
  jpeg: Uint8Array
}

/** A recorded clip, decoded. */
export interface Clip {
  /** In order of time, at most 15 a second; at least one. */
  frames: readonly ClipFrame[]
  /**
   * On the frames' clock, so that what was heard before the first picture has negative times; null
   * when the clip has no sound, or none in a format that is read.
   */
  sound: SoundTrack | null
  /** It has sound, but in no format that is read. */
  hasUnreadSound: boolean
  /** The file says that it is longer than what is there: it was cut off on its way, or it lies. */
  isCutOff: boolean
  /** From the first picture to the end of the last: of what was decoded, whatever the file claims. */
  durationMs: number
  /** As recorded, upright. */
  widthPx: number
  heightPx: number
}

/** Decodes recorded clips: mp4 (mov), webm (mkv), avi, flv, mpg. */
export interface ClipReader {
  /**
   * What the bytes are is told by themselves. A clip that was cut off gives what is there.
   * @throws MediaError tooMuch, notMedia, noVideo, noFrames, tooLong, tooManyFrames, tooManyPixels,
   * brokenMedia, tooLarge, tooMuchMemory, busy, timedOut, crashed, unavailable, closed
   */
  readClip: (bytes: Uint8Array) => Promise<Clip>
  /** Ends what is under way; it and whatever waits reject with `closed`. */
  close: () => Promise<void>
}
