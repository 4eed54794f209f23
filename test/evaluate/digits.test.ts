import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evaluateDigits } from '../../server/evaluate/digits/evaluateDigits.ts'
import { makeRecording } from '../../server/evaluate/digits/makeRecording.ts'
import { acceptedAt, operatingPoints } from '../../server/evaluate/digits/operatingPoints.ts'
import { rateHz, readDigitFolder } from '../../server/evaluate/digits/readDigitFolder.ts'
import { createRandom } from '../../server/evaluate/random.ts'
import { wavOf } from '../speech/wavOf.ts'

const hertzOf = (digit: number) => 400 + 200 * digit

/** A digit of a language of tones: 150 ms. */
function toneOf(digit: number, sampleRateHz = rateHz): Float32Array {
  return Float32Array.from(
    { length: 0.15 * sampleRateHz },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * hertzOf(digit) * i) / sampleRateHz),
  )
}

/** Listens for tones: which one is loudest, 50 ms by 50 ms. */
function hearTones(pcm: Float32Array) {
  const step = rateHz / 20
  const heard: string[] = []
  for (let at = 0; at + step <= pcm.length; at += step) {
    const powers = Array.from({ length: 10 }, (_, digit) => {
      const angle = (2 * Math.PI * hertzOf(digit)) / rateHz
      const [re, im] = pcm
        .subarray(at, at + step)
        .reduce<[number, number]>(
          ([re, im], s, i) => [re + s * Math.cos(angle * i), im + s * Math.sin(angle * i)],
          [0, 0],
        )
      return Math.hypot(re, im) / step
    })
    const most = Math.max(...powers)
    heard.push(most > 0.15 ? String(powers.indexOf(most)) : ' ')
  }
  const string = heard
    .join('')
    .replace(/(.)\1+/g, '$1')
    .replaceAll(' ', '')
  const wrongPlaces = (code: string) =>
    Array.from(code).filter((digit, i) => digit !== string[i]).length +
    Math.max(0, string.length - code.length)
  return { scoreOf: (code: string) => 0 - wrongPlaces(code) / code.length }
}

describe('evaluating digits', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-digits-'))
    await mkdir(join(folder, 'anna'))
    await mkdir(join(folder, 'bo'))
    await mkdir(join(folder, 'empty'))
    for (let digit = 0; digit < 10; digit++) {
      await writeFile(join(folder, `anna/${digit}_001.wav`), wavOf([toneOf(digit)], rateHz))
      const other = wavOf([toneOf(digit, 48_000)], 48_000)
      await writeFile(join(folder, `bo/${digit === 1 ? 'y' : digit}_a.wav`), other)
    }
    await writeFile(join(folder, 'bo/3_broken.wav'), 'RIFF')
    await writeFile(join(folder, 'bo/4_silent.wav'), wavOf([new Float32Array(100)], rateHz))
    await writeFile(join(folder, 'bo/notes.txt'), '5')
  })
  after(() => rm(folder, { recursive: true }))

  it('reads labelled files of any rate, yao as 1, and names what it cannot read', async () => {
    const { voices, unreadable } = await readDigitFolder(folder)
    assert.deepEqual(
      voices.map(({ name, tokens }) => [
        name,
        tokens.map(({ digit }) => digit).toSorted((a, b) => a - b),
      ]),
      [
        ['anna', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
        ['bo', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
      ],
    )
    assert.deepEqual(unreadable, ['bo/3_broken.wav', 'bo/4_silent.wav'])
  })

  it('gives the same figures for the same seed, and progress to the end', async () => {
    const { voices } = await readDigitFolder(folder)
    const read = (pcm: Float32Array) => Promise.resolve(hearTones(pcm))
    const steps: [number, number][] = []
    const onProgress = (done: number, total: number) => steps.push([done, total])
    const report = await evaluateDigits(voices, { read, strings: 5, seed: 3, onProgress })
    assert.deepEqual(await evaluateDigits(voices, { read, strings: 5, seed: 3 }), report)
    assert.deepEqual(steps.at(-1), [30, 30])

    assert.deepEqual(
      report.voices.map(({ voice, tokens, strings }) => [voice, tokens, strings]),
      [
        ['anna', 10, 5],
        ['bo', 10, 5],
      ],
    )
    assert.equal(report.overall.isolated, 1)
    assert.equal(report.isolatedMeanOfVoices, 1)
    assert.deepEqual(report.confusions, [])
    for (const { oneWrongAccepted, randomAccepted } of report.overall.points) {
      assert.deepEqual([oneWrongAccepted, randomAccepted], [0, 0])
    }
    assert.deepEqual(
      report.voices[0]?.atShared.map(({ frr }) => frr),
      [0, 0],
    )
  })

  it('says what was taken for what', async () => {
    const { voices } = await readDigitFolder(folder)
    const deafToNine = (pcm: Float32Array) => {
      const { scoreOf } = hearTones(pcm)
      const mixedUp = (code: string) => code.replaceAll('6', '8').replaceAll('9', '6')
      return Promise.resolve({ scoreOf: (code: string) => scoreOf(mixedUp(code)) })
    }
    const report = await evaluateDigits(voices, { read: deafToNine, strings: 1, seed: 1 })
    assert.equal(report.overall.isolated, 0.7)
    assert.deepEqual(report.confusions[0], { said: 6, heard: 9, count: 2 })
  })

  it('lays tokens out with pauses and noise of the strength asked for', () => {
    const tokens = [7, 2].map(digit => ({ digit, pcm: toneOf(digit) }))
    const plan = { gapMs: [200, 200], snrDb: 20 } as const
    const pcm = makeRecording(tokens, plan, createRandom(1))
    assert.equal(pcm.length, 0.9 * rateHz)
    const power = (samples: Float32Array) =>
      samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length
    const pause = pcm.subarray(0, 0.2 * rateHz)
    const speech = pcm.subarray(0.2 * rateHz, 0.35 * rateHz)
    const snrDb = 10 * Math.log10(power(speech) / power(pause))
    assert.ok(Math.abs(snrDb - 20) < 3, String(snrDb))
    assert.equal(hearTones(pcm).scoreOf('72'), 0)
  })

  it('sets the threshold so that no more right codes are refused than said', () => {
    const genuine = Array.from({ length: 20 }, (_, i) => i)
    const scores = { genuine, oneWrong: [0.5, 1.5, 30], random: [-5, 2] }
    const [five, ten] = operatingPoints(scores)
    assert.equal(five?.threshold, 1)
    assert.equal(ten?.threshold, 2)
    assert.deepEqual(acceptedAt(scores, 2), { oneWrongAccepted: 1 / 3, randomAccepted: 0.5 })
    assert.deepEqual(operatingPoints({ genuine: [], oneWrong: [], random: [] }), [])
  })
})
