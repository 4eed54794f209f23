import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClipReader } from '../../server/domain/clip/clip.ts'
import { MediaError, type MediaFault } from '../../server/domain/mediaError.ts'
import { createClipReader } from '../../server/media/createClipReader.ts'
import { tryMediaLibrary } from '../../server/media/tryMediaLibrary.ts'
import {
  FF_ENCODER_AAC,
  FF_ENCODER_LIBOPUS,
  FF_ENCODER_LIBVPX_VP8,
  FF_ENCODER_LIBX264,
  FF_ENCODER_FFV1,
} from '../../server/media/nodeAv.ts'
import { claimDay } from './claimDuration.ts'
import { makeClip, type Recording } from './makeClip.ts'
import { evenTimes, greyPicture, quick } from './recordings.ts'
import { tone } from './tones.ts'

const platform = `${process.platform}-${process.arch}${process.platform === 'win32' ? '-msvc' : ''}`
const npmBinary = createRequire(import.meta.url).resolve(`@seydx/node-av-${platform}/node-av.node`)

type Options = Parameters<typeof createClipReader>[0]
type Picture = NonNullable<Recording['picture']>

describe('readClip', function () {
  this.timeout(60_000)
  const readers: ClipReader[] = []
  const readerOf = (options: Options = {}): ClipReader => {
    const reader = createClipReader(options)
    readers.push(reader)
    return reader
  }
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close()
  })

  const read = (bytes: Uint8Array, options: Options = {}) => readerOf(options).readClip(bytes)
  const fails = async (code: MediaFault, clip: Promise<unknown>, says = /./) => {
    await assert.rejects(clip, (error: unknown) => {
      assert.ok(error instanceof MediaError, String(error))
      assert.equal(error.code, code, error.message)
      assert.match(error.message, says)
      return true
    })
  }
  const misbehaving = (act: string) => new URL(`./children/misbehave.ts?${act}`, import.meta.url)
  const sound = {
    codec: FF_ENCODER_AAC,
    hz: 48_000,
    channels: 1,
    startMs: 0,
    durationMs: 2000,
    wave: tone(440),
  } as const
  const mp4 = (changes: Partial<Picture> = {}) =>
    makeClip({ container: 'mp4', picture: greyPicture(changes), sound })
  const vp8 = { codec: FF_ENCODER_LIBVPX_VP8, options: quick.vpx }

  describe('gives', () => {
    it('pictures and sound, through the child process as they are', async () => {
      const { frames, sound, ...rest } = await read(await mp4())
      assert.deepEqual(rest, {
        durationMs: 2000,
        hasUnreadSound: false,
        isCutOff: false,
        widthPx: 160,
        heightPx: 120,
      })
      assert.equal(frames.length, 30)
      for (const { jpeg } of frames) {
        assert.deepEqual([jpeg[0], jpeg[1], jpeg.at(-2), jpeg.at(-1)], [0xff, 0xd8, 0xff, 0xd9])
      }
      assert.ok(sound!.pcm.length >= 32_000 && sound!.pcm.length < 33_600)
    })

    it('one picture without sound', async () => {
      const bytes = await makeClip({ container: 'mp4', picture: greyPicture({ times: [0] }) })
      const clip = await read(bytes)
      assert.deepEqual([clip.frames.length, clip.frames[0]!.timeMs, clip.sound], [1, 0, null])
    })

    it('three seconds of a file that claims a day', async () => {
      const clip = await read(claimDay(await mp4({ times: evenTimes(75, 25) })))
      assert.equal(clip.frames.length, 45)
      assert.equal(clip.durationMs, 3000)
    })

    it('what is there of a clip that was cut off', async () => {
      const webm = await makeClip({
        container: 'webm',
        picture: greyPicture(vp8),
        sound: { ...sound, codec: FF_ENCODER_LIBOPUS },
      })
      const half = await read(webm.subarray(0, Math.floor(webm.length / 2)))
      assert.ok(half.frames.length > 5 && half.frames.length < 25, `${half.frames.length}`)
      assert.ok(half.durationMs < 1700, `${half.durationMs}`)
      // It says that it has two seconds.
      const third = await read(webm.subarray(0, Math.floor(webm.length / 3)))
      assert.equal(third.isCutOff, true)
      const first = await makeClip({
        container: 'mp4',
        options: { moov_size: 20_000 },
        picture: greyPicture(),
      })
      const most = await read(first.subarray(0, first.length - 300))
      assert.ok(most.frames.length > 20 && most.frames.length < 30, `${most.frames.length}`)
    })

    it('the rest of a clip with a damaged stretch', async () => {
      const options = { ...quick.x264, g: 5 }
      const damaged = Buffer.from(await mp4({ width: 320, height: 240, options }))
      const from = damaged.indexOf('mdat') + 4
      const middle = Math.floor((from + damaged.length) / 2)
      damaged.fill(0xa5, middle, middle + 400)
      const clip = await read(damaged)
      assert.ok(clip.frames.length >= 20 && clip.frames.length <= 30, `${clip.frames.length}`)
    })
  })

  describe('refuses', () => {
    it('what is no clip, before any child is started', async () => {
      const entry = misbehaving('neverAnswer')
      const texts = ['', 'a video', '#EXTM3U\n#EXTINF:1,\n/etc/passwd\n', 'ffconcat version 1.0\n']
      for (const text of texts) await fails('notMedia', read(Buffer.from(text), { entry }))
      await fails('notMedia', read(Buffer.alloc(100_000), { entry }))
      const large = await mp4()
      await fails('tooMuch', read(large, { entry, limits: { maxInputBytes: 9999 } }), /9999/)
    })

    it('a container with nonsense in it, or without its index', async () => {
      const good = await mp4()
      const noise = randomBytes(20_000)
      await fails('brokenMedia', read(Buffer.concat([good.subarray(0, 40), noise])))
      await fails('brokenMedia', read(good.subarray(0, Math.floor(good.length / 2))))
      await fails('brokenMedia', read(Buffer.concat([Buffer.of(0x1a, 0x45, 0xdf, 0xa3), noise])))
    })

    it('one most of whose pictures are broken', async () => {
      const broken = Buffer.from(await makeClip({ container: 'mp4', picture: greyPicture() }))
      const from = broken.indexOf('mdat') + 4
      broken.fill(0xa5, from, broken.indexOf('moov') - 4)
      await fails('brokenMedia', read(broken))
    })

    it('sound alone, and pictures in a coding that is not on the list', async () => {
      await fails('noVideo', read(await makeClip({ container: 'mp4', sound })))
      const prores = { codec: FF_ENCODER_FFV1, options: {}, pixels422: true }
      const bytes = await makeClip({ container: 'mov', picture: greyPicture(prores) })
      await fails('noVideo', read(bytes))
    })

    it('a track that has no picture in it', async () => {
      const webm = await makeClip({
        container: 'webm',
        picture: greyPicture({ ...vp8, times: [] }),
        sound: { ...sound, codec: FF_ENCODER_LIBOPUS },
      })
      await fails('noFrames', read(webm))
    })

    it('10,000 pictures: by their time, or by their number', async () => {
      const tiny = { width: 16, height: 16, codec: FF_ENCODER_LIBX264 }
      await fails('tooLong', read(await mp4({ ...tiny, times: evenTimes(10_000, 30) })), /30000/)
      const fast = await mp4({ ...tiny, times: evenTimes(10_000, 500) })
      await fails('tooManyFrames', read(fast), /3600/)
    })

    it('a picture that comes a day later, and sound that goes on and on', async () => {
      const times = [0, 40, 80, 86_400_000]
      const picture = greyPicture({ ...vp8, times })
      await fails('tooLong', read(await makeClip({ container: 'webm', picture })))
      const long = { ...sound, durationMs: 32_000 }
      const bytes = await makeClip({ container: 'mp4', picture: greyPicture(), sound: long })
      await fails('tooLong', read(bytes), /sound/)
    })

    it('pictures of 8K, and long ones', async () => {
      const times = [0]
      await fails('tooManyPixels', read(await mp4({ width: 7680, height: 4320, times })), /7680/)
      await fails('tooManyPixels', read(await mp4({ width: 4128, height: 32, times })), /4128/)
    })

    it('more pictures than an answer carries', async () => {
      await fails('tooLarge', read(await mp4(), { limits: { maxOutputBytes: 5000 } }), /5000/)
    })
  })

  describe('survives', () => {
    let clip: Buffer
    before(async () => {
      clip = await mp4()
    })

    it('a child that is killed in the middle, throws, says nothing, or talks nonsense', async () => {
      const run = (act: string) => read(clip, { entry: misbehaving(act) })
      await fails('crashed', run('dieReading'), /SIGKILL/)
      await fails('crashed', run('throw'), /nobody catches this/)
      await fails('crashed', run('sayNothing'))
      await fails('crashed', run('answerNonsense'))
      await fails('crashed', run('tellEnvironment'), /no clip/)
    })

    it('a child that hangs, in JavaScript or waiting: it is killed at the time limit', async () => {
      for (const act of ['spin', 'neverAnswer']) {
        const entry = misbehaving(act)
        await fails('timedOut', read(clip, { entry, limits: { timeoutMs: 1500 } }), /1500 ms/)
      }
    })

    it('a child that writes without end', async () => {
      const limits = { maxOutputBytes: 1_000_000 }
      await fails('tooLarge', read(clip, { entry: misbehaving('writeForEver'), limits }))
    })

    it('a child that takes more and more memory', async function () {
      if (!existsSync('/proc/self/status')) {
        console.log('    SKIPPED: this system has no /proc that tells what a process holds')
        this.skip()
      }
      const limits = { maxResidentBytes: 300_000_000 }
      const entry = misbehaving('takeMemory')
      await fails('tooMuchMemory', read(clip, { entry, limits }), /300000000/)
    })

    it('a machine without node-av', async () => {
      const entry = new URL('./children/withoutNodeAv.ts?clipChild', import.meta.url)
      await fails('unavailable', read(clip, { entry }), /not installed/)
    })

    it('FFMPEG_PATH: another binary in the place of the one of npm, and one that is none', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'zhenren-binary-'))
      const path = join(folder, 'node-av.node')
      process.env['FFMPEG_PATH'] = path
      try {
        await writeFile(path, 'no binary')
        await fails('unavailable', read(clip), new RegExp(path))
        await fails('unavailable', tryMediaLibrary(), new RegExp(path))
        await copyFile(npmBinary, path)
        await tryMediaLibrary()
        assert.equal((await read(clip)).frames.length, 30)
      } finally {
        delete process.env['FFMPEG_PATH']
        await rm(folder, { recursive: true })
      }
    })

    it('all of that with the next clip as good as ever', async () => {
      const reader = readerOf()
      await assert.rejects(reader.readClip(clip.subarray(0, 3000)))
      assert.equal((await reader.readClip(clip)).frames.length, 30)
    })
  })

  describe('takes turns', () => {
    const entry = misbehaving('neverAnswer')

    it('two at once, a few that wait, the next is refused; closing ends them all', async () => {
      const clip = await mp4()
      const reader = readerOf({ entry, limits: { children: 2, queue: 3 } })
      const all = Promise.allSettled(Array.from({ length: 5 }, () => reader.readClip(clip)))
      await fails('busy', reader.readClip(clip), /3 clips/)
      await reader.close()
      for (const outcome of await all) {
        assert.equal(outcome.status === 'rejected' && outcome.reason.code, 'closed')
      }
      await fails('closed', reader.readClip(clip))
    })

    it('each as soon as one ends, well or not', async () => {
      const clip = await mp4()
      const reader = readerOf({ limits: { children: 1, queue: 3 } })
      const broken = clip.subarray(0, 3000)
      const asked = [clip, broken, clip].map(bytes => reader.readClip(bytes))
      const settled = await Promise.allSettled(asked)
      assert.deepEqual(
        settled.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      )
    })
  })
})
