import { FF_ENCODER_LIBX264 } from '../../server/media/nodeAv.ts'
import type { Recording } from './makeClip.ts'
import { drawGrey } from './pictures.ts'

type Picture = NonNullable<Recording['picture']>

/** So many pictures, evenly from 0 on. */
export const evenTimes = (count: number, perSecond: number): number[] =>
  Array.from({ length: count }, (_, i) => (i * 1000) / perSecond)

/** What makes an encoder quick. */
export const quick = {
  x264: { preset: 'ultrafast', crf: 8 },
  x265: { preset: 'ultrafast', crf: 8, 'x265-params': 'log-level=none' },
  vpx: { deadline: 'realtime', 'cpu-used': 8 },
}

/** Two seconds of ever brighter grey, 25 pictures a second, 160×120 px, H.264. */
export function greyPicture(changes: Partial<Picture> = {}): Picture {
  const size = { width: changes.width ?? 160, height: changes.height ?? 120 }
  return {
    codec: FF_ENCODER_LIBX264,
    ...size,
    times: evenTimes(50, 25),
    draw: i => drawGrey(size, greyOf(i)),
    options: quick.x264,
    ...changes,
  }
}

/** 0–255, of the picture with this number. */
export const greyOf = (i: number): number => 40 + (i % 50) * 4
