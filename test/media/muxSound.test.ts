import assert from 'node:assert/strict'
import type { BundledFrame } from '../../server/domain/capture/frameBundle.ts'
import type { KeptCapture, Muxer } from '../../server/domain/capture/muxer.ts'
import { sampleRate, type SoundTrack } from '../../server/domain/digit/soundTrack.ts'
import { MediaError, type MediaFault } from '../../server/domain/mediaError.ts'
import { createRandom } from '../../server/evaluate/random.ts'
import { clipLimits } from '../../server/media/clipLimits.ts'
import { createMuxer } from '../../server/media/createMuxer.ts'
import { decodeClip } from '../../server/media/decodeClip.ts'
import type { MuxLimits } from '../../server/media/muxLimits.ts'
import { greyFrames, noisyJpeg } from '../support/frames.ts'
import { decodeVideo } from './decodeVideo.ts'
import { amplitudeAt, burst, loudFromTo, rms, tone } from './tones.ts'

/** One packet of AAC at 16 kHz, ms. */
const packetMs = 64

describe('muxCapture: sound', function () {
  this.timeout(60_000)
  const muxers: Muxer[] = []
  const mux = async (capture: KeptCapture, limits: Partial<MuxLimits> = {}) => {
    const muxer = createMuxer({ limits })
    muxers.push(muxer)
    return await muxer.muxCapture(async () => capture)
  }
  let frames: BundledFrame[]
  let [firstMs, lastMs] = [0, 0]

  before(async () => {
    frames = await greyFrames(45)
    firstMs = frames[0]!.timeMs
    lastMs = frames.at(-1)!.timeMs
  })
  afterEach(async () => {
    for (const muxer of muxers.splice(0)) await muxer.close()
  })

  /** Sound that begins so many ms after the first frame. */
  const soundOf = (lateMs: number, durationMs: number, wave: (seconds: number) => number) => ({
    startMs: firstMs + lateMs,
    pcm: Float32Array.from({ length: (durationMs * sampleRate) / 1000 }, (_, i) =>
      wave(i / sampleRate),
    ),
  })
  const decode = async (mp4: Uint8Array): Promise<SoundTrack> => {
    const { sound } = await decodeClip(Buffer.from(mp4), clipLimits)
    assert.ok(sound)
    return sound
  }
  const near = (actual: number, expected: number, within: number, what: string) =>
    assert.ok(Math.abs(actual - expected) <= within, `${what}: ${actual}, not ${expected}`)
  const fails = async (code: MediaFault, video: Promise<Uint8Array>) => {
    await assert.rejects(video, (error: unknown) => {
      assert.ok(error instanceof MediaError && error.code === code, String(error))
      return true
    })
  }

  it('keeps pitch, level and length, beside pictures that are as without it', async () => {
    const silent = await decodeVideo(await mux({ frames, sound: null }))
    const mp4 = await mux({ frames, sound: soundOf(0, 3000, tone(1000)) })
    const { times, durations } = await decodeVideo(mp4)
    assert.deepEqual([times, durations], [silent.times, silent.durations])
    const track = await decode(mp4)
    near(amplitudeAt(track, 1000, 1000), 0.5, 0.01, 'amplitude')
    near(rms(track, 500, 2500), 0.5 / Math.SQRT2, 0.01, 'level')
    near(track.startMs, 0, 1, 'start')
    near((track.pcm.length * 1000) / sampleRate, 3000, packetMs, 'duration')
  })

  it('puts it to the pictures to within a packet, whenever it begins', async () => {
    for (const lateMs of [0, 37, 700, -37, -450]) {
      const sound = soundOf(lateMs, 2500, burst(0.5, 1.5))
      const track = await decode(await mux({ frames, sound }))
      const [from, to] = loudFromTo(track)
      near(track.startMs, 0, 1, 'start')
      near(from, lateMs + 500, 3, `${lateMs}: loud from`)
      near(to, lateMs + 1500, 3, `${lateMs}: loud to`)
      near((track.pcm.length * 1000) / sampleRate, lateMs + 2500, packetMs, 'end')
    }
  })

  it('goes on after the last picture, but no longer than a capture may', async () => {
    const sound = soundOf(0, lastMs - firstMs + 900, tone(500))
    const { pcm } = await decode(await mux({ frames, sound }))
    near((pcm.length * 1000) / sampleRate, lastMs - firstMs + 900, packetMs, 'duration')
    const maxSpanMs = lastMs - firstMs + 200
    const cut = await decode(await mux({ frames, sound }, { maxSpanMs }))
    near((cut.pcm.length * 1000) / sampleRate, maxSpanMs, packetMs, 'cut')
  })

  it('leaves out sound that ended before the first picture, and none at all', async () => {
    for (const sound of [soundOf(-900, 800, tone(500)), soundOf(0, 0, tone(500))]) {
      const mp4 = Buffer.from(await mux({ frames, sound }))
      assert.equal((await decodeClip(mp4, clipLimits)).sound, null)
      assert.equal((await decodeVideo(mp4)).times.length, frames.length)
    }
  })

  it('of one picture and a word, and with the index still before the rest', async () => {
    const mp4 = Buffer.from(
      await mux({ frames: frames.slice(0, 1), sound: soundOf(10, 600, tone(440)) }),
    )
    assert.ok(mp4.indexOf('moov') < mp4.indexOf('mdat'))
    near((await decode(mp4)).pcm.length / sampleRate, 0.61, packetMs / 1000, 'seconds')
  })

  it('stays within the limit together with the pictures', async () => {
    const random = createRandom(1)
    const noise = () => random() - 0.5
    const jpeg = await noisyJpeg({ widthPx: 240, heightPx: 320 })
    const noisy = Array.from({ length: 60 }, (_, i) => ({ timeMs: firstMs + i * 60, jpeg }))
    const sound = soundOf(0, 30_000, noise)
    const limits = { maxVideoBytes: 600_000, timeoutMs: 240_000 }
    const mp4 = await mux({ frames: noisy, sound }, limits)
    assert.ok(mp4.length <= limits.maxVideoBytes)
    near((await decode(mp4)).pcm.length / sampleRate, 30, 0.1, 'seconds')
    await fails('tooLarge', mux({ frames: noisy, sound }, { maxVideoBytes: 150_000 }))
  })

  it('refuses more sound than a capture can have, and times that are none', async () => {
    const long = soundOf(0, 3000, tone(500))
    await fails('tooMuch', mux({ frames, sound: long }, { maxSoundMs: 2999 }))
    for (const startMs of [NaN, Infinity, firstMs + 1e6, firstMs - 1e6]) {
      await fails('badTimes', mux({ frames, sound: { ...long, startMs } }))
    }
  })
})
