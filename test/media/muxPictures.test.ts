import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import type { BundledFrame } from '../../server/domain/capture/frameBundle.ts'
import type { Muxer } from '../../server/domain/capture/muxer.ts'
import { MediaError, type MediaFault } from '../../server/domain/mediaError.ts'
import { createMuxer } from '../../server/media/createMuxer.ts'
import { muxLimits } from '../../server/media/muxLimits.ts'
import { AV_CODEC_ID_H264, AV_PIX_FMT_YUV420P } from '../../server/media/nodeAv.ts'
import { fakeJpeg } from '../support/captureFakes.ts'
import { greyFrames, greyJpeg, noisyJpeg } from '../support/frames.ts'
import { decodeVideo } from './decodeVideo.ts'

type Options = Parameters<typeof createMuxer>[0]

describe('muxCapture: pictures', function () {
  this.timeout(60_000)
  const muxers: Muxer[] = []
  const muxerOf = (options: Options = {}): Muxer => {
    const muxer = createMuxer(options)
    muxers.push(muxer)
    return muxer
  }
  afterEach(async () => {
    for (const muxer of muxers.splice(0)) await muxer.close()
  })

  const mux = (frames: readonly BundledFrame[], options: Options = {}) =>
    muxFrames(muxerOf(options), async () => frames)
  /** A capture in which nothing was said. */
  const muxFrames = (muxer: Muxer, readFrames: () => Promise<readonly BundledFrame[]>) =>
    muxer.muxCapture(async () => ({ frames: await readFrames(), sound: null }))
  const fails = async (code: MediaFault, video: Promise<Uint8Array>, says = /./) => {
    await assert.rejects(video, (error: unknown) => {
      assert.ok(error instanceof MediaError, String(error))
      assert.equal(error.code, code, error.message)
      assert.match(error.message, says)
      return true
    })
  }
  const misbehaving = (act: string) => new URL(`./children/misbehave.ts?${act}`, import.meta.url)

  describe('makes one H.264 mp4', () => {
    it('of all frames, each at its capture time and until the next', async () => {
      const frames = await greyFrames(45)
      const mp4 = await mux(frames)
      const video = await decodeVideo(mp4)
      assert.equal(video.codec, String(AV_CODEC_ID_H264))
      assert.equal(video.pixelFormat, String(AV_PIX_FMT_YUV420P))
      assert.deepEqual([video.width, video.height], [360, 480])
      assert.equal(video.times.length, frames.length)
      const first = frames[0]!.timeMs
      video.times.forEach((ms, i) => {
        assert.ok(Math.abs(ms - (frames[i]!.timeMs - first)) < 0.02, `frame ${i} at ${ms} ms`)
      })
      video.durations.slice(0, -1).forEach((ms, i) => {
        assert.ok(Math.abs(ms - (frames[i + 1]!.timeMs - frames[i]!.timeMs)) < 0.05)
      })
      assert.equal(video.durations.at(-1), video.durations.at(-2))
      // The right pictures in the right order: full range in, limited range out.
      video.luma().forEach((luma, i) => {
        const grey = 20 + Math.round((i * 200) / 45)
        assert.ok(Math.abs(luma - (16 + (grey * 219) / 255)) < 3, `frame ${i}: ${luma}`)
      })
    })

    it('whose index comes before the pictures', async () => {
      const mp4 = Buffer.from(await mux(await greyFrames(3)))
      const boxes: string[] = []
      for (let at = 0; at < mp4.length; at += mp4.readUInt32BE(at)) {
        boxes.push(mp4.toString('latin1', at + 4, at + 8))
      }
      assert.equal(boxes[0], 'ftyp')
      assert.equal(boxes.at(-1), 'mdat')
      assert.ok(boxes.includes('moov'))
    })

    it('of a single frame, of any subsampling, of grey and of progressive JPEGs', async () => {
      const noise = sharp(randomBytes(200 * 300 * 3), {
        raw: { width: 200, height: 300, channels: 3 },
      })
      const jpegs = [
        await noise.clone().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(),
        await noise.clone().jpeg({ progressive: true }).toBuffer(),
        await noise.clone().greyscale().toColourspace('b-w').jpeg().toBuffer(),
      ]
      for (const jpeg of jpegs) {
        const video = await decodeVideo(await mux([{ timeMs: -5, jpeg }]))
        assert.deepEqual([video.times, video.width, video.height], [[0], 200, 300])
      }
    })

    it('of frames with odd sides, rounded down', async () => {
      const frames = await greyFrames(4, () => ({ widthPx: 361, heightPx: 481 }))
      const { width, height, times } = await decodeVideo(await mux(frames))
      assert.deepEqual([width, height, times.length], [360, 480, 4])
    })

    it('in the first frame’s size when it changes, with the others whole between black bars', async () => {
      const turned = { widthPx: 480, heightPx: 360 }
      const upright = { widthPx: 360, heightPx: 480 }
      const small = { widthPx: 90, heightPx: 120 }
      const sizes = [upright, turned, small, upright]
      const frames = await Promise.all(
        sizes.map(async (size, i) => ({ timeMs: i * 70, jpeg: await greyJpeg(200, size) })),
      )
      const video = await decodeVideo(await mux(frames))
      assert.deepEqual([video.width, video.height, video.times.length], [360, 480, 4])
      const white = 16 + (200 * 219) / 255
      // 480×360 into 360×480: 360×270 between bars of 105 rows.
      const bars = video.luma((_x, y) => y < 98 || y > 382)
      const middle = video.luma((_x, y) => y > 112 && y < 368)
      for (const i of [0, 2, 3]) assert.ok(Math.abs(bars[i]! - white) < 3, `frame ${i}`)
      assert.ok(bars[1]! < 20, `bars of ${bars[1]}`)
      for (const luma of middle) assert.ok(Math.abs(luma - white) < 3, `${luma}`)
    })

    it('under 8 M in base64, even of half a minute of noise', async () => {
      const size = { widthPx: 360, heightPx: 480 }
      const jpegs = await Promise.all(Array.from({ length: 5 }, () => noisyJpeg(size)))
      const count = 500
      const frames = Array.from({ length: count }, (_, i) => ({
        timeMs: i * 60,
        jpeg: jpegs[i % 5]!,
      }))
      // Nothing here is about time, and the machine may be busy.
      const mp4 = await mux(frames, { limits: { timeoutMs: 240_000 } })
      assert.ok(Buffer.from(mp4).toString('base64').length < 8_000_000, `${mp4.length} bytes`)
      assert.equal((await decodeVideo(mp4)).times.length, count)
    })
  })

  describe('refuses', () => {
    it('no frames', () => fails('noFrames', mux([])))

    it('10,000 tiny frames, and too many bytes, before any child is started', async () => {
      const jpeg = await greyJpeg(100, { widthPx: 16, heightPx: 16 })
      const frames = Array.from({ length: 10_000 }, (_, i) => ({ timeMs: i * 10, jpeg }))
      const entry = misbehaving('neverAnswer')
      await fails('tooMuch', mux(frames, { entry }), /10000 frames/)
      await fails('tooMuch', mux(frames.slice(0, 9), { entry, limits: { maxInputBytes: 1000 } }))
    })

    it('frames that are no JPEG, broken ones, and ones that unfold to too much', async () => {
      const good = await greyJpeg(100)
      const huge = Buffer.from(good)
      const at = huge.indexOf(Buffer.from([0xff, 0xc0])) + 5
      huge.writeUInt16BE(60_000, at)
      const large = await greyJpeg(100, { widthPx: 1300, heightPx: 20 })
      const png = await sharp(good).png().toBuffer()
      const bad = { empty: Buffer.alloc(0), noise: randomBytes(5000), huge, large, png }
      for (const [what, jpeg] of Object.entries({ ...bad, fake: fakeJpeg({ n: 1 }) })) {
        const frames = [good, jpeg, good].map((each, i) => ({ timeMs: i * 60, jpeg: each }))
        await fails('badFrame', mux(frames), /frame/).catch((error: unknown) => {
          throw new Error(what, { cause: error })
        })
      }
    })

    it('times that do not rise', async () => {
      const jpeg = await greyJpeg(100)
      await fails('badTimes', mux([0, 50, 40].map(timeMs => ({ timeMs, jpeg }))))
    })

    it('a video that would be larger than it may be', async () => {
      const frames = await greyFrames(5)
      // Already the room for the index; then the pictures.
      await fails('tooLarge', mux(frames, { limits: { maxVideoBytes: 3000 } }), /3000/)
      const noise = await noisyJpeg({ widthPx: 360, heightPx: 480 })
      const noisy = frames.map(({ timeMs }) => ({ timeMs, jpeg: noise }))
      await fails('tooLarge', mux(noisy, { limits: { maxVideoBytes: 5000 } }), /5000/)
    })
  })

  describe('survives', () => {
    const one = async () => [{ timeMs: 0, jpeg: await greyJpeg(100) }]

    it('a child that is killed in the middle, throws, says nothing, or talks nonsense', async () => {
      const frames = await one()
      const run = (act: string) => mux(frames, { entry: misbehaving(act) })
      await fails('crashed', run('dieReading'), /SIGKILL/)
      await fails('crashed', run('throw'), /nobody catches this/)
      await fails('crashed', run('sayNothing'))
      await fails('crashed', run('answerNonsense'))
      await fails('crashed', mux(frames, { entry: new URL('./nothing.ts', import.meta.url) }))
    })

    it('a child that hangs, in JavaScript or waiting: it is killed at the time limit', async () => {
      const frames = await one()
      for (const act of ['spin', 'neverAnswer']) {
        const entry = misbehaving(act)
        await fails('timedOut', mux(frames, { entry, limits: { timeoutMs: 1500 } }), /1500 ms/)
      }
      // The real one, cut off in the middle of what would take it many seconds.
      const jpeg = await greyJpeg(100, { widthPx: 1280, heightPx: 1280 })
      const many = Array.from({ length: muxLimits.maxFrames }, (_, i) => ({ timeMs: i * 60, jpeg }))
      await fails('timedOut', mux(many, { limits: { timeoutMs: 2000 } }))
    })

    it('a child that writes without end', async () => {
      await fails('tooLarge', mux(await one(), { entry: misbehaving('writeForEver') }))
    })

    it('a machine without node-av', async () => {
      const entry = new URL('./children/withoutNodeAv.ts?muxChild', import.meta.url)
      await fails('unavailable', mux(await one(), { entry }), /not installed/)
    })

    it('all of that with the next video as good as ever', async () => {
      const muxer = muxerOf()
      await assert.rejects(muxFrames(muxer, async () => [{ timeMs: 0, jpeg: randomBytes(99) }]))
      await assert.rejects(
        muxFrames(muxer, async () => {
          throw new Error('the evidence is damaged')
        }),
        /the evidence is damaged/,
      )
      const mp4 = await muxFrames(muxer, one)
      assert.equal((await decodeVideo(mp4)).times.length, 1)
    })

    it('without giving a child the secrets of the server’s environment', async () => {
      process.env['ZHENREN_TEST_SECRET'] = 'postgres://user:password@host'
      try {
        const told = Buffer.from(await mux(await one(), { entry: misbehaving('tellEnvironment') }))
        assert.ok(told.includes('"PATH"'))
        assert.ok(!told.includes('password'))
      } finally {
        delete process.env['ZHENREN_TEST_SECRET']
      }
    })
  })

  describe('takes turns', () => {
    const entry = misbehaving('neverAnswer')

    it('two at once, a few that wait without their frames, the next is refused', async () => {
      const muxer = muxerOf({ entry, limits: { children: 2, queue: 3 } })
      let read = 0
      const frames = async () => {
        read += 1
        return [{ timeMs: 0, jpeg: await greyJpeg(100) }]
      }
      const asked = Array.from({ length: 5 }, () => muxFrames(muxer, frames))
      const all = Promise.allSettled(asked)
      await fails('busy', muxFrames(muxer, frames), /3 videos/)
      assert.equal(read, 2)
      await muxer.close()
      for (const { status } of await all) assert.equal(status, 'rejected')
      assert.equal(read, 2)
      await fails('closed', muxFrames(muxer, frames))
    })

    it('in the order of asking, each as soon as one ends', async () => {
      const muxer = muxerOf({ limits: { children: 1, queue: 3 } })
      const order: number[] = []
      const ask = (n: number) =>
        muxFrames(muxer, async () => {
          order.push(n)
          return n === 2 ? [] : [{ timeMs: 0, jpeg: await greyJpeg(100) }]
        })
      const settled = await Promise.allSettled([ask(1), ask(2), ask(3)])
      assert.deepEqual(order, [1, 2, 3])
      assert.deepEqual(
        settled.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      )
    })

    it('ends what is under way when it is closed', async () => {
      const muxer = muxerOf({ entry })
      const video = muxFrames(muxer, async () => [{ timeMs: 0, jpeg: await greyJpeg(100) }])
      const ended = fails('closed', video)
      await new Promise(resolve => setTimeout(resolve, 300))
      await muxer.close()
      await ended
    })
  })
})
