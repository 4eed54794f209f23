import assert from 'node:assert/strict'
import { sampleRate, type SoundTrack } from '../../server/domain/digit/soundTrack.ts'
import { clipLimits } from '../../server/media/clipLimits.ts'
import { decodeClip } from '../../server/media/decodeClip.ts'
import {
  FF_ENCODER_AAC,
  FF_ENCODER_LIBOPUS,
  FF_ENCODER_PCM_F32LE,
  FF_ENCODER_PCM_S16LE,
} from '../../server/media/nodeAv.ts'
import { makeClip, type Recording } from './makeClip.ts'
import { greyPicture } from './recordings.ts'
import { amplitudeAt, burst, loudFromTo, rms, tone } from './tones.ts'

type Sound = NonNullable<Recording['sound']>

describe('decodeClip: sound', function () {
  this.timeout(60_000)

  const pcm: Sound = {
    codec: FF_ENCODER_PCM_S16LE,
    hz: 44_100,
    channels: 2,
    startMs: 0,
    durationMs: 2000,
    wave: tone(1000),
  }
  const decode = async (
    changes: Partial<Sound>,
    { container = 'mov', times }: { container?: string; times?: readonly number[] } = {},
  ): Promise<SoundTrack> => {
    const picture = greyPicture(times && { times })
    const bytes = await makeClip({ container, picture, sound: { ...pcm, ...changes } })
    const { sound } = await decodeClip(bytes, clipLimits)
    assert.ok(sound)
    return sound
  }
  const near = (actual: number, expected: number, within: number, what: string) =>
    assert.ok(Math.abs(actual - expected) <= within, `${what}: ${actual}, not ${expected}`)

  describe('keeps pitch and level', () => {
    const rates: [number, 1 | 2][] = [
      [8000, 1],
      [16_000, 1],
      [22_050, 1],
      [44_100, 2],
      [48_000, 2],
    ]
    for (const [hz, channels] of rates) {
      it(`from ${hz} Hz, ${channels === 1 ? 'mono' : 'stereo'}`, async () => {
        const track = await decode({ hz, channels })
        near(amplitudeAt(track, 1000, 500), 0.5, 0.002, 'amplitude')
        // All of the energy is there: neither harmonics nor images.
        near(rms(track, 500, 1500), 0.5 / Math.SQRT2, 0.002, 'level')
        near(track.pcm.length / sampleRate, 2, 0.05, 'seconds')
      })
    }

    it('up to 6 kHz, and leaves out what 16 kHz cannot carry', async () => {
      near(amplitudeAt(await decode({ wave: tone(6000) }), 6000, 500), 0.5, 0.005, 'amplitude')
      for (const hz of [9000, 10_000, 15_000]) {
        const level = rms(await decode({ wave: tone(hz) }), 500, 1500)
        assert.ok(level < 0.005, `${hz} Hz come through as ${level}`)
      }
      // 8 kHz carries nothing above 4: no image at 7.
      assert.ok(amplitudeAt(await decode({ hz: 8000, channels: 1 }), 7000, 500) < 0.002)
    })

    it('as the mean of its channels', async () => {
      const left = await decode({ wave: (s, channel) => (channel === 0 ? tone(1000)(s) : 0) })
      near(amplitudeAt(left, 1000, 500), 0.25, 0.002, 'one channel')
      const against = await decode({ wave: (s, channel) => (channel ? -1 : 1) * tone(1000)(s) })
      assert.ok(rms(against, 500, 1500) < 0.001)
      const loud = await decode({ wave: seconds => Math.sign(tone(1000)(seconds)) })
      assert.ok(loud.pcm.every(sample => sample >= -1 && sample <= 1))
    })
  })

  describe('stays with the pictures', () => {
    const wave = burst(0.5, 1.5)
    const aac = { codec: FF_ENCODER_AAC, wave }
    const opus = { codec: FF_ENCODER_LIBOPUS, hz: 48_000, wave }
    const late = { times: [300, 340, 380, 2200] }
    const cases: [string, Partial<Sound>, { container: string; times?: number[] }, number][] = [
      ['begins with them', aac, { container: 'mp4' }, 500],
      ['begins before them', aac, { container: 'mp4', ...late }, 200],
      ['begins before them', opus, { container: 'matroska', ...late }, 200],
      ['begins before them', aac, { container: 'flv', ...late }, 200],
      ['begins after them', { ...aac, startMs: 250 }, { container: 'mp4' }, 750],
      ['begins after them', { ...opus, startMs: 250 }, { container: 'matroska' }, 750],
    ]
    for (const [what, changes, recording, expectedMs] of cases) {
      it(`when it ${what}, in ${recording.container}`, async () => {
        const sound = await decode(changes, recording)
        const [from, to] = loudFromTo(sound)
        near(from, expectedMs, 4, 'loud from')
        near(to, expectedMs + 1000, 4, 'loud to')
      })
    }

    it('over a gap of the recorder, which is silence', async () => {
      const track = await decode(
        { codec: FF_ENCODER_LIBOPUS, hz: 48_000, durationMs: 3000, gapMs: [1000, 2000] },
        { container: 'matroska', times: [0, 40, 2900] },
      )
      near(rms(track, 300, 900), 0.354, 0.02, 'before')
      assert.ok(rms(track, 1100, 1900) < 0.01)
      near(rms(track, 2100, 2900), 0.354, 0.02, 'after')
      near(track.pcm.length / sampleRate, 3, 0.05, 'seconds')
    })
  })

  it('is null where there is none', async () => {
    const bytes = await makeClip({ container: 'mp4', picture: greyPicture() })
    const { sound, hasUnreadSound } = await decodeClip(bytes, clipLimits)
    assert.deepEqual([sound, hasUnreadSound], [null, false])
  })

  it('is null where its coding is not read, and the clip says so', async () => {
    const float = { ...pcm, codec: FF_ENCODER_PCM_F32LE }
    const bytes = await makeClip({ container: 'mov', picture: greyPicture(), sound: float })
    const { sound, hasUnreadSound } = await decodeClip(bytes, clipLimits)
    assert.deepEqual([sound, hasUnreadSound], [null, true])
  })
})
