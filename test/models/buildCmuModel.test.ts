import assert from 'node:assert/strict'
import { ModelFileError } from '../../models/build/modelFileError.ts'
import { buildCmuModel } from '../../models/cmu/buildCmuModel.ts'
import { readModelDefinition } from '../../models/cmu/readModelDefinition.ts'
import { digitStates } from '../../models/cmu/digitStates.ts'
import { listPhonePlaces } from '../../models/cmu/stateLayout.ts'
import { createRandom } from '../../server/evaluate/random.ts'
import { openOnnxBytes } from '../../server/vision/onnx.ts'
import { naiveCmuScores } from '../support/naiveCmu.ts'
import { writeParameters, writeSendump } from '../support/sphinxFiles.ts'
import { randomSphinxModel, sphinxFilesOf, sphinxReaderOf } from '../support/sphinxModel.ts'

/** Half a second of a tone that glides through noise. */
function makeWave(): Float32Array {
  const random = createRandom(5)
  return Float32Array.from({ length: 8000 }, (_, i) => {
    const tone = Math.sin((i * i) / 9000) * Math.max(0, Math.sin(i / 900))
    return 0.2 * tone + 0.01 * (random() - 0.5)
  })
}

const numbers = (length: number, value: number) => Array.from({ length }, () => value)
const fail = (problem: string) => new Error(problem)

describe('the graph of CMU’s acoustic model', function () {
  this.timeout(30_000)

  for (const kind of ['shared', 'tied'] as const) {
    it(`scores as Sphinx’s sources say, with codebooks ${kind}`, async () => {
      const model = randomSphinxModel(3, kind)
      const files = sphinxFilesOf(model)
      const built = buildCmuModel(sphinxReaderOf(files))
      assert.equal(built.kind, kind === 'shared' ? 'semi-continuous' : 'phonetically tied')
      const graph = await openOnnxBytes(built.onnx, 'cmu')
      const wave = makeWave()
      const outputs = await graph.run({ data: wave, dims: [1, wave.length] })
      await graph.release()

      const phones = digitStates(readModelDefinition(files.mdef, fail), fail)
      const phoneOf = new Map(phones.flatMap(({ phone, states }) => states.map(s => [s, phone])))
      const codebookOf = (state: number) =>
        kind === 'shared' ? 0 : model.phones.indexOf(phoneOf.get(state) ?? '')
      const expected = naiveCmuScores(model, wave, codebookOf)
      const [scores, columns] = [outputs['scores']!, outputs['columns']!]
      assert.equal(scores.length, expected.length * built.states)
      const wanted = phones.flatMap(({ states }) => states)
      assert.equal(columns.length, wanted.length)
      let worst = 0
      for (const [t, frame] of expected.entries()) {
        for (const [i, state] of wanted.entries()) {
          const score = scores[t * built.states + columns[i]!]!
          worst = Math.max(worst, Math.abs(score - frame[state]!))
        }
      }
      assert.ok(worst < 5e-3, `differs by ${worst} of ${Math.abs(expected[0]![0]!)}`)
    })
  }

  it('takes a triphone at its own place of a word, then elsewhere, then the phone alone', () => {
    const model = randomSphinxModel(1, 'shared')
    const { mdef } = sphinxFilesOf(model)
    const phones = digitStates(readModelDefinition(mdef, fail), fail)
    const base = model.phones.length * 3
    const places = listPhonePlaces()
    const statesOf = (word: number, left: number | null, right: number | null) =>
      phones[
        places.findIndex(
          place =>
            place.word === word &&
            place.phone === 0 &&
            place.left === left &&
            place.right === right,
        )
      ]?.states
    // ling behind yi (and qi, which ends alike); er between ba and ling; er alone.
    assert.deepEqual(statesOf(0, 1, null), [base, base + 1, base + 2])
    assert.deepEqual(statesOf(0, 8, null), [base, base + 1, base + 2])
    assert.deepEqual(statesOf(3, 9, 0), [base + 3, base + 4, base + 5])
    assert.deepEqual(statesOf(3, null, null), model.alone[model.phones.indexOf('er')])
    assert.equal(phones.at(-1)?.phone, 'SIL')
  })

  it('refuses files that do not belong together, and names the one that is wrong', () => {
    const model = randomSphinxModel(2, 'shared')
    const files = sphinxFilesOf(model)
    const gaussians = [1, 3, 4, 13, 13, 13, model.means.length]
    const wrong: [string, Partial<typeof files>, RegExp][] = [
      [
        'feat.params',
        { 'feat.params': new TextEncoder().encode('-nfilt 40') },
        /-nfilt 40, not 20/,
      ],
      ['feat.params', { 'feat.params': new Uint8Array(20_000) }, /longer/],
      [
        'variances',
        { variances: writeParameters([1, 3, 2, 13, 13, 13, 78], numbers(78, 1)) },
        /densities 2, means has 4/,
      ],
      [
        'variances',
        { variances: writeParameters(gaussians, numbers(model.means.length, -1)) },
        /below 0/,
      ],
      [
        'means',
        sphinxFilesOf({
          ...model,
          codebooks: 2,
          means: [...model.means, ...model.means],
          variances: [...model.variances, ...model.variances],
        }),
        /2 codebooks for the 17 phones/,
      ],
      ['sendump', { sendump: writeSendump([[[1]], [[1]], [[1]]], 8) }, /mixture_count 1/],
      [
        'transition_matrices',
        {
          transition_matrices: writeParameters([1, 3, 4, 12], model.transitions.slice(0, 12)),
        },
        /1 matrices for the 17 phones/,
      ],
    ]
    for (const [file, changed, message] of wrong) {
      assert.throws(
        () => buildCmuModel(sphinxReaderOf({ ...files, ...changed })),
        (error: unknown) =>
          error instanceof ModelFileError &&
          error.code === 'sourceInvalid' &&
          error.file === file &&
          message.test(error.message),
        file,
      )
    }
  })
})
