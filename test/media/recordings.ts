import { FF_ENCODER_LIBX264, type FFEncoderCodec } from '../../server/media/nodeAv.ts'
import type { Recording } from './makeClip.ts'
import { drawGrey } from './pictures.ts'
import { burst } from './tones.ts'

type Picture = NonNullable<Recording['picture']>

/** What a recording is made with. */
export interface RecordingKind {
  container: string
  options?: Recording['options']
  picture: FFEncoderCodec
  sound: FFEncoderCodec
  /** Of the sound. */
  hz: number
  /** About the pictures. */
  more?: Partial<Picture>
}

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

/** Two seconds of `greyPicture`, a tone in the second half second and the third. */
export function greyRecording(kind: RecordingKind): Recording {
  const { container, options, picture, sound, hz, more } = kind
  const wave = burst(0.5, 1.5)
  return {
    container,
    ...(options && { options }),
    picture: greyPicture({ codec: picture, ...more }),
    sound: { codec: sound, hz, channels: 1, startMs: 0, durationMs: 2000, wave },
  }
}
