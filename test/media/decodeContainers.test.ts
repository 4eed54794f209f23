import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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
} from '../../server/media/nodeAv.ts'
import { makeClip } from './makeClip.ts'
import { drawGrain, drawGrey, readCells } from './pictures.ts'
import { greyOf, greyRecording, quick, type RecordingKind } from './recordings.ts'
import { loudFromTo } from './tones.ts'

/** Containers and decoders that know only a fixed rate. */
const fixed = { ticksPerSecond: 25 }
const kinds: readonly RecordingKind[] = [
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

/** 15 of 25 pictures a second: which of five are taken. */
const taken = new Set([0, 2, 4])

describe('decodeClip reads', function () {
  this.timeout(60_000)

  // A thread that is given real time keeps it, and so does every process that it starts: those then
  // starve the helpers they wait for, and nothing in this run gets on any more.
  after('leaves this process its ordinary turns', async function () {
    if (process.platform !== 'linux') return
    const stat = await readFile('/proc/self/stat', 'utf8')
    const policy = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[38]
    assert.equal(policy, '0')
  })

  for (const kind of kinds) {
    const { container, options, picture, sound } = kind
    const title = `${container} of ${picture} and ${sound} ${options?.['movflags'] ? 'in fragments' : ''}`
    it(title.trim(), async () => {
      const isAv1 = picture === FF_ENCODER_LIBSVTAV1
      const bytes = isAv1 ? await recordElsewhere(kind) : await makeClip(greyRecording(kind))
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

/** In a process of its own: as root, SVT-AV1 gives the thread that opens it real time for good. */
async function recordElsewhere(kind: RecordingKind): Promise<Buffer> {
  const script = fileURLToPath(new URL('children/record.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, JSON.stringify(kind)],
    { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
  )
  return stdout
}
