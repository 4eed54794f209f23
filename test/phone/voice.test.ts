import assert from 'node:assert/strict'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openDigitScorers } from '../../server/cli/openDigitScorers.ts'
import { toPcm16, writeWav } from '../../server/domain/writeWav.ts'
import { readWav } from '../../server/domain/capture/readWav.ts'
import { readVoices, voiceFolder } from '../../server/cli/readVoices.ts'
import { measureSound } from '../../server/domain/digit/measureSound.ts'
import type { DigitScorer } from '../../server/domain/digit/digitScorer.ts'
import { createMicrophone } from '../../server/phone/voice/createMicrophone.ts'
import { createPastSpeaker } from '../../server/phone/voice/createPastSpeaker.ts'
import { createSpeaker } from '../../server/phone/voice/createSpeaker.ts'
import { createTalk } from '../../server/phone/voice/createTalk.ts'
import { otherDigits } from '../../server/phone/voice/otherDigits.ts'
import type { Utterance } from '../../server/phone/voice/utterance.ts'
import type { Voice } from '../../server/phone/voice/voice.ts'

const seeds = [1, 2, 3, 4, 5, 6]

describe('the voices of the simulated phone', function () {
  this.timeout(60_000)
  let voices: Voice[]
  let scorers: DigitScorer[]

  before(async () => {
    voices = await readVoices()
    scorers = await openDigitScorers()
  })
  after(() => Promise.all(scorers.map(scorer => scorer.close())))

  /** A speaker who is asked for a code, a digit every 1.1 s after one second. */
  function speak(voice: Voice, code: string, seed: number) {
    const speaker = createSpeaker(voice, seed)
    const prompts = Array.from(code).map((digit, index) => {
      const atMs = 1000 + 1100 * index
      speaker.ask(digit, atMs)
      return atMs
    })
    return { ...speaker, prompts, endMs: 1700 + 1100 * code.length }
  }

  it('are small: three of them in less than 600 KB', async () => {
    assert.ok(voices.length >= 3)
    const files = await readdir(voiceFolder, { recursive: true })
    const sizes = await Promise.all(
      files.map(async file => (await stat(join(voiceFolder, file))).size),
    )
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 600_000)
    for (const { digits } of voices) {
      for (const pcm of Object.values(digits)) assert.ok(pcm.length > 2400 && pcm.length < 9600)
    }
  })

  it('are understood: right codes well over −1.3, codes with one wrong digit well below', async () => {
    for (const voice of voices) {
      for (const [index, code] of ['3805', '2946', '0183', '7264'].entries()) {
        const { utterances, loudness, endMs } = speak(voice, code, index)
        const pcm = createMicrophone(index, loudness, () => utterances)(0, endMs)
        const reading = await scorers[0]!.read(pcm)
        const right = reading.scoreOf(code)
        const wrong = reading.scoreOf(code.replace(/.$/, last => String((Number(last) + 3) % 10)))
        assert.ok(right > -0.6, `${voice.name} ${code}: ${right}`)
        assert.ok(wrong < -1.6, `${voice.name} ${code}, one wrong: ${wrong}`)
      }
    }
  })

  it('answer a digit after 300–700 ms, each in its own pitch and loudness', () => {
    const lengths = new Set<number>()
    for (const seed of seeds) {
      const { utterances, prompts } = speak(voices[0]!, '38', seed)
      for (const [index, { startMs }] of utterances.entries()) {
        const reactionMs = startMs - prompts[index]!
        assert.ok(reactionMs >= 300 && reactionMs <= 700, `${reactionMs} ms`)
      }
      lengths.add(utterances[0]!.pcm.length)
      const ratio = utterances[0]!.pcm.length / voices[0]!.digits['3'].length
      assert.ok(ratio > 0.92 && ratio < 1.08, `${ratio}`)
    }
    assert.equal(lengths.size, seeds.length)
    const ones = seeds.map(seed => speak(voices[0]!, '1', seed * 7).utterances[0]!.digit)
    assert.ok(ones.every(digit => digit === '1' || digit === 'y'))
  })

  it('are written as they are read, 16 bits', () => {
    const { '3': pcm } = voices[0]!.digits
    assert.deepEqual(readWav(writeWav(toPcm16(pcm), 16_000))?.rateHz, 16_000)
    const again = readWav(writeWav(toPcm16(pcm), 16_000))!.samples
    assert.equal(again.length, pcm.length)
    assert.ok(again.every((value, at) => Math.abs(value - pcm[at]!) < 1e-4))
  })

  it('say nothing where nothing is asked for', () => {
    const speaker = createSpeaker(voices[0]!, 1)
    speaker.ask(null, 0)
    assert.deepEqual(speaker.utterances, [])
    assert.throws(() => speaker.ask('x', 0), RangeError)
  })
})

function bytesOf({ buffer }: Float32Array): Buffer {
  return Buffer.from(buffer)
}

describe('the microphone of the simulated phone', () => {
  let voice: Voice
  before(async () => {
    voice = (await readVoices())[1]!
  })

  function spoken(seed: number): { said: readonly Utterance[]; loudness: number } {
    const speaker = createSpeaker(voice, seed)
    speaker.ask('8', 1000)
    speaker.ask('3', 2100)
    return { said: speaker.utterances, loudness: speaker.loudness }
  }

  it('hears the same in one piece and in many', () => {
    const { said, loudness } = spoken(3)
    const whole = createMicrophone(3, loudness, () => said)(10.3, 3010.3)
    const hear = createMicrophone(3, loudness, () => said)
    const parts = Array.from({ length: 30 }, (_, at) => hear(10.3 + at * 100, 110.3 + at * 100))
    assert.deepEqual(Buffer.concat(parts.map(bytesOf)), bytesOf(whole))
    assert.equal(whole.length, 48_000)
  })

  it('finds the voice 15 to 45 dB over the noise, where it was said, unclipped', () => {
    for (const seed of seeds) {
      const { said, loudness } = spoken(seed)
      const pcm = createMicrophone(seed, loudness, () => said)(0, 3500)
      const { segments, snrDb, clippedShare } = measureSound({ startMs: 0, pcm })
      assert.equal(segments.length, 2)
      assert.ok(snrDb > 15 && snrDb < 45, `${snrDb} dB`)
      assert.equal(clippedShare, 0)
      for (const [index, { startMs }] of segments.entries()) {
        assert.ok(Math.abs(startMs - said[index]!.startMs) < 90, `${startMs}`)
      }
    }
  })

  it('hears live, other, recorded or no digits', async () => {
    const voices = await readVoices()
    const talkOf = (source: 'live' | 'otherDigits' | 'recorded' | 'none', seed: number) => {
      const talk = createTalk({ voices, seed, mode: 'digit', source, startedMs: () => 5000 })
      for (const [index, digit] of Array.from('3805').entries())
        talk.ask(digit, 6000 + 1100 * index)
      const pcm = talk.hear(5000, 12_000)
      return { ...talk, segments: measureSound({ startMs: 5000, pcm }).segments }
    }
    for (const seed of seeds.slice(0, 3)) {
      const saidBy = ({ live }: { live: readonly Utterance[] }) =>
        live.map(({ digit }) => digit).join('')
      assert.equal(saidBy(talkOf('live', seed)), '3805')
      assert.equal(talkOf('live', seed).segments.length, 4)
      const others = saidBy(talkOf('otherDigits', seed)).replace('y', '1')
      for (const [index, digit] of Array.from(others).entries())
        assert.notEqual(digit, '3805'[index])
      const { past, segments } = talkOf('recorded', seed)
      const heard = segments.map(({ startMs }) => startMs - 5000)
      for (const [index, { startMs }] of past.entries()) {
        assert.ok(Math.abs(startMs - heard[index]!) < 90)
      }
      assert.deepEqual(talkOf('none', seed).segments, [])
      assert.equal(saidBy(talkOf('none', seed)), '3805')
    }
  })

  it('knows recordings of four different digits, behind the colours where there were some', () => {
    for (const seed of seeds) {
      const said = createPastSpeaker(voice, seed, 'digit').utterances
      assert.equal(new Set(said.map(({ digit }) => digit)).size, 4)
      const later = createPastSpeaker(voice, seed, 'light-digit').utterances
      assert.ok(later[0]!.startMs > said[0]!.startMs + 3000)
    }
  })

  it('never reads a digit that was asked for when it is to read others', () => {
    for (const seed of seeds) {
      const read = otherDigits(seed)
      const said = Array.from('3805').map(read)
      assert.equal(new Set(said).size, 4)
    }
  })
})
