import type { ClipReader } from '../../server/domain/clip/clip.ts'
import { MediaError, type MediaFault } from '../../server/domain/mediaError.ts'
import type { Movement } from '../../server/phone/person/movement.ts'
import type { FakeScene } from './captureFakes.ts'
import { clipPerformance, readingPerformance } from './clipPerformance.ts'

/** What a fake video shows; its bytes are this as JSON. */
export interface FakeVideo {
  /** Somebody reads digits; else `movements`. */
  reads?: boolean
  movements?: Movement[]
  durationMs?: number
  /** Of every frame. */
  scene?: Partial<FakeScene>
  fault?: MediaFault
  /** Its sound is in no coding that is read. */
  hasUnreadSound?: boolean
  isCutOff?: boolean
}

/** In base64. */
export const fakeVideo = (video: FakeVideo): string =>
  Buffer.from(JSON.stringify(video)).toString('base64')

/** Reads scenes instead of videos. */
export const fakeReader: ClipReader = {
  async readClip(bytes) {
    const video: FakeVideo = JSON.parse(Buffer.from(bytes).toString())
    const { reads = false, movements = [], durationMs = 4000, scene = {}, fault } = video
    const { hasUnreadSound = false, isCutOff = false } = video
    if (fault) throw new MediaError(fault, 'fake')
    const performance = reads
      ? readingPerformance()
      : clipPerformance({ movements, durationMs, scene: () => scene })
    const { frames, sound, widthPx, heightPx } = performance
    const { durationMs: lengthMs } = performance
    return { frames, sound, hasUnreadSound, isCutOff, widthPx, heightPx, durationMs: lengthMs }
  },
  close: async () => {},
}
