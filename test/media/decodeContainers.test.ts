import assert from 'node:assert/strict'
import { clipLimits } from '../../server/media/clipLimits.ts'
import { decodeClip } from '../../server/media/decodeClip.ts'
import {
  AVCOL_RANGE_JPEG,
  FF_ENCODER_AAC,
  FF_ENCODER_FLV,
  FF_ENCODER_LIBMP3LAME,
  FF_ENCODER_LIBOPUS,
  FF_ENCODER_LIBSVTAV1,
  FF_ENCODER_LIBVORBIS,
  FF_ENCODER_LIBVPX_VP8,
  FF_ENCODER_LIBVPX_VP9,
  FF_ENCODER_LIBX264,
  FF_ENCODER_LIBX265,
  FF_ENCODER_MJPEG,
  FF_ENCODER_MP2,
  FF_ENCODER_MPEG1VIDEO,
  FF_ENCODER_MPEG2VIDEO,
  FF_ENCODER_MPEG4,
  FF_ENCODER_PCM_S16LE,
  type FFEncoderCodec,
} from '../../server/media/nodeAv.ts'
import { makeClip, type Recording } from './makeClip.ts'
import { drawGrain, drawGrey, readCells } from './pictures.ts'
import { greyOf, greyPicture, quick } from './recordings.ts'
import { burst, loudFromTo } from './tones.ts'

interface Kind {
  container: string
  picture: FFEncoderCodec
  sound: FFEncoderCodec
  hz: number
  more?: Partial<NonNullable<Recording['picture']>>
  options?: Recording['options']
}

/** Containers and decoders that know only a fixed rate. */
const fixed = { ticksPerSecond: 25 }
const kinds: readonly Kind[] = [
  { container: 'mp4', picture: FF_ENCODER_LIBX264, sound: FF_ENCODER_AAC, hz: 44_100 },
  {
    container: 'mp4',
    options: { movflags: 'frag_keyframe+delay_moov' },
    picture: FF_ENCODER_LIBX264,
    sound: FF_ENCODER_AAC,
    hz: 44_100,
  },
  {
    container: 'mp4',
    picture: FF_ENCODER_LIBX265,
    sound: FF_ENCODER_AAC,
    hz: 48_000,
    more: { options: quick.x265 },
  },
  {
    container: 'mp4',
    picture: FF_ENCODER_MPEG4,
    sound: FF_ENCODER_LIBMP3LAME,
    hz: 44_100,
    more: { ...fixed, options: {} },
  },
  { container: 'mov', picture: FF_ENCODER_LIBX264, sound: FF_ENCODER_PCM_S16LE, hz: 44_100 },
  {
    container: 'webm',
    picture: FF_ENCODER_LIBVPX_VP8,
    sound: FF_ENCODER_LIBOPUS,
    hz: 48_000,
    more: { options: quick.vpx },
  },
  {
    container: 'webm',
    picture: FF_ENCODER_LIBVPX_VP9,
    sound: FF_ENCODER_LIBVORBIS,
    hz: 44_100,
    more: { options: quick.vpx },
  },
  {
    container: 'webm',
    picture: FF_ENCODER_LIBSVTAV1,
    sound: FF_ENCODER_LIBOPUS,
    hz: 48_000,
    more: { ...fixed, options: { preset: 10 } },
  },
  { container: 'matroska', picture: FF_ENCODER_LIBX264, sound: FF_ENCODER_LIBOPUS, hz: 48_000 },
  {
    container: 'avi',
    picture: FF_ENCODER_MJPEG,
    sound: FF_ENCODER_PCM_S16LE,
    hz: 44_100,
    more: {
      ...fixed,
      options: {},
      range: AVCOL_RANGE_JPEG,
      draw: i => drawGrey(size, greyOf(i), true),
    },
  },
  {
    container: 'avi',
    picture: FF_ENCODER_MPEG4,
    sound: FF_ENCODER_LIBMP3LAME,
    // Otherwise FFmpeg's muxer lets the pictures wait for the encoder's first, silent samples.
    options: { avoid_negative_ts: 'disabled' },
    hz: 44_100,
    more: { ...fixed, options: {} },
  },
  // With pictures that are decoded in another order than shown, which an AVI does not tell.
  {
    container: 'avi',
    picture: FF_ENCODER_LIBX264,
    sound: FF_ENCODER_PCM_S16LE,
    hz: 8000,
    more: { ...fixed, options: { preset: 'veryfast' } },
  },
  { container: 'flv', picture: FF_ENCODER_LIBX264, sound: FF_ENCODER_AAC, hz: 44_100 },
  {
    container: 'flv',
    picture: FF_ENCODER_FLV,
    sound: FF_ENCODER_LIBMP3LAME,
    hz: 44_100,
    more: { ...fixed, options: {} },
  },
  {
    container: 'mpeg',
    picture: FF_ENCODER_MPEG1VIDEO,
    sound: FF_ENCODER_MP2,
    hz: 44_100,
    // With less in a picture, several share a packet of the stream, and FFmpeg guesses their times.
    more: { ...fixed, options: { g: 1 }, draw: i => drawGrain(size, greyOf(i)) },
  },
  {
    container: 'matroska',
    picture: FF_ENCODER_MPEG2VIDEO,
    sound: FF_ENCODER_MP2,
    hz: 48_000,
    more: { ...fixed, options: {} },
  },
]

const size = { width: 160, height: 120 }
const twoSeconds = { channels: 1, durationMs: 2000, wave: burst(0.5, 1.5) } as const

/** 15 of 25 pictures a second: which of five are taken. */
const taken = new Set([0, 2, 4])

describe('decodeClip reads', function () {
  this.timeout(60_000)

  for (const { container, options, picture, sound, hz, more } of kinds) {
    const title = `${container} of ${picture} and ${sound} ${options?.['movflags'] ? 'in fragments' : ''}`
    it(title.trim(), async () => {
      const bytes = await makeClip({
        container,
        ...(options && { options }),
        picture: greyPicture({ codec: picture, ...more }),
        sound: { ...twoSeconds, codec: sound, hz, startMs: 0 },
      })
      const clip = await decodeClip(bytes, clipLimits)
      assert.deepEqual([clip.widthPx, clip.heightPx], [160, 120])
      assert.equal(clip.durationMs, 2000)

      const numbers = Array.from({ length: 50 }, (_, i) => i).filter(i => taken.has(i % 5))
      assert.equal(clip.frames.length, numbers.length)
      for (const [i, { timeMs, jpeg }] of clip.frames.entries()) {
        const number = numbers[i]!
        assert.ok(Math.abs(timeMs - number * 40) < 0.02, `picture ${i} at ${timeMs} ms`)
        const [[grey = 0] = []] = await readCells(jpeg, { columns: 1, rows: 1 })
        assert.ok(Math.abs(grey - greyOf(number)) <= 4, `picture ${i} is ${grey}`)
      }

      const [from, to] = loudFromTo(clip.sound!)
      // An MP3 says nothing of the silence before its first sample where no container cuts it off.
      const lateMs = sound === FF_ENCODER_LIBMP3LAME ? 60 : 4
      assert.ok(from > 496 && from < 500 + lateMs, `loud from ${from} ms`)
      assert.ok(to > 1496 && to < 1500 + lateMs, `loud to ${to} ms`)
    })
  }
})
