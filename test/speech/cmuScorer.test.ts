import assert from 'node:assert/strict'
import { join } from 'node:path'
import fc from 'fast-check'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { buildCmuModel } from '../../models/cmu/buildCmuModel.ts'
import { digitWords } from '../../models/cmu/digitWords.ts'
import { listPhonePlaces, type PhonePlace } from '../../models/cmu/stateLayout.ts'
import { readManifest } from '../../models/manifest.ts'
import type { DigitScorer } from '../../server/domain/digit/digitScorer.ts'
import { VisionError } from '../../server/domain/visionError.ts'
import { createRandom } from '../../server/evaluate/random.ts'
import { createBestPath } from '../../server/speech/bestPath.ts'
import { createCmuScorer } from '../../server/speech/createCmuScorer.ts'
import { createCodeNetwork, createLoopNetwork } from '../../server/speech/digitNetwork.ts'
import { readDigitStates } from '../../server/speech/digitStates.ts'
import { openOnnxBytes, openOnnxModel } from '../../server/vision/onnx.ts'
import { randomSphinxModel, sphinxFilesOf, sphinxReaderOf } from '../support/sphinxModel.ts'

const phones = [...new Set(digitWords.flatMap(word => word.phones)), 'SIL']
const phoneAt = ({ word, phone }: PhonePlace) => digitWords[word]?.phones[phone] ?? 'SIL'

/** Tables in which a phone has the same three columns wherever it stands. */
function plainTables() {
  const places = [...listPhonePlaces().map(phoneAt), 'SIL']
  const columns = places.flatMap(phone => [0, 1, 2].map(i => phones.indexOf(phone) * 3 + i))
  const spoken = digitWords.reduce((sum, word) => sum + word.phones.length, 1)
  const transitions = new Float32Array(spoken * 6).fill(Math.log(0.5))
  return { columns: Float32Array.from(columns), transitions, width: phones.length * 3 }
}

/** Scores of somebody who says these phones: each state for two frames, everything else at −20. */
function sayPhones(said: readonly string[]) {
  const width = phones.length * 3
  const values = new Float32Array(said.length * 6 * width).fill(-20)
  for (const [i, phone] of said.entries()) {
    for (let frame = 0; frame < 6; frame++) {
      const column = phones.indexOf(phone) * 3 + Math.floor(frame / 2)
      values[(i * 6 + frame) * width + column] = 0
    }
  }
  return { values, frames: said.length * 6, columns: width }
}

describe('CMU’s acoustic model as a scorer', function () {
  this.timeout(60_000)

  describe('its networks', () => {
    const { columns, transitions, width } = plainTables()
    const states = readDigitStates(columns, transitions, width)!
    const bestOf = (code: string) => createBestPath(createCodeNetwork(states, code))
    const loop = createBestPath(createLoopNetwork(states))
    const heard = (table: ReturnType<typeof sayPhones>) =>
      Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0')).reduce((best, code) =>
        bestOf(code)(table) > bestOf(best)(table) ? code : best,
      )

    it('hear what is said, with silence around and between the digits or without', () => {
      const said: [string, string[]][] = [
        ['60', ['l', 'iu', 'l', 'ing']],
        ['23', ['er', 's', 'an']],
        ['32', ['SIL', 's', 'an', 'er', 'SIL']],
        ['48', ['SIL', 's', 'if', 'SIL', 'b', 'a', 'SIL']],
        ['22', ['er', 'SIL', 'er']],
      ]
      for (const [code, phones] of said) {
        const table = sayPhones(phones)
        assert.equal(heard(table), code)
        assert.ok(Math.abs(bestOf(code)(table) - loop(table)) < 1e-6, code)
      }
    })

    it('take yi and yao for 1, beside any neighbour', () => {
      for (const said of [
        ['y', 'i', 'y', 'ao'],
        ['y', 'ao', 'y', 'i'],
        ['y', 'i', 'SIL', 'y', 'i'],
      ]) {
        assert.equal(heard(sayPhones(said)), '11', said.join(' '))
      }
    })

    it('let the loop hold any number of digits, and a code just its own', () => {
      const three = sayPhones(['b', 'a', 's', 'an', 'w', 'u'])
      const score = (code: string) => bestOf(code)(three) - loop(three)
      assert.ok(Math.abs(score('835')) < 1e-6)
      for (const code of ['83', '35', '8355', '853', '8']) assert.ok(score(code) < -10, code)
    })
  })

  it('refuses tables that do not fit the digit words', () => {
    const { columns, transitions, width } = plainTables()
    assert.ok(readDigitStates(columns, transitions, width))
    const spoilt = (array: Float32Array, value: number) => array.with(5, value)
    assert.equal(readDigitStates(columns.subarray(3), transitions, width), null)
    assert.equal(readDigitStates(columns, transitions.subarray(6), width), null)
    assert.equal(readDigitStates(spoilt(columns, width), transitions, width), null)
    assert.equal(readDigitStates(spoilt(columns, -1), transitions, width), null)
    assert.equal(readDigitStates(spoilt(columns, 0.5), transitions, width), null)
    assert.equal(readDigitStates(columns, spoilt(transitions, NaN), width), null)
    assert.equal(readDigitStates(columns, spoilt(transitions, 1), width), null)
  })

  describe('on a model of random numbers', () => {
    let scorer: DigitScorer
    before(async () => {
      const files = sphinxFilesOf(randomSphinxModel(4, 'tied'))
      const { onnx } = buildCmuModel(sphinxReaderOf(files))
      scorer = await createCmuScorer(await openOnnxBytes(onnx, 'cmu'))
    })
    after(() => scorer.close())
    const noise = (samples: number) => {
      const random = createRandom(samples)
      return Float32Array.from({ length: samples }, () => random() - 0.5)
    }

    it('scores no code above what any digits score, and gives the same twice', async () => {
      const [reading, again] = [await scorer.read(noise(16_000)), await scorer.read(noise(16_000))]
      fc.assert(
        fc.property(fc.stringMatching(/^\d{1,8}$/), code => {
          const score = reading.scoreOf(code)
          assert.ok(score <= 1e-9, `${code} ${score}`)
          assert.ok(code.length > 4 || score > -Infinity)
          assert.equal(again.scoreOf(code), score)
        }),
        { numRuns: 50 },
      )
    })

    it('knows no code in a recording that is too short for it, nor in none', async () => {
      for (const samples of [0, 1, 399, 400, 1600]) {
        const reading = await scorer.read(noise(samples))
        assert.equal(reading.scoreOf('12345678'), -Infinity)
      }
      // Three frames hold one er and nothing longer.
      const short = await scorer.read(noise(400 + 2 * 160))
      assert.ok(short.scoreOf('2') > -Infinity)
      assert.equal(short.scoreOf('1'), -Infinity)
    })

    it('hears the same at any loudness, and in digital silence nothing that stops it', async () => {
      const loud = noise(8000)
      const [a, b] = [await scorer.read(loud), await scorer.read(loud.map(x => x / 50))]
      assert.ok(Math.abs(a.scoreOf('47') - b.scoreOf('47')) < 1e-2)
      const silence = await scorer.read(new Float32Array(8000))
      assert.ok(Number.isFinite(silence.scoreOf('47')))
    })
  })

  it('refuses another model', async () => {
    await buildModels()
    const { digits } = (await readManifest()).slots
    assert.ok(digits.file !== null)
    const model = await openOnnxModel({
      path: join(modelFolder, digits.file),
      sha256: digits.sha256,
    })
    await assert.rejects(
      createCmuScorer(model),
      (error: unknown) => error instanceof VisionError && error.code === 'modelUnusable',
    )
    await model.release()
  })
})
