import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sherpaConfigOf } from '../../server/cli/modelsAdd/sherpaConfigOf.ts'
import { VisionError } from '../../server/domain/visionError.ts'
import { createSherpaScorer, scorePerEdit } from '../../server/speech/createSherpaScorer.ts'
import { digitsOfTranscript } from '../../server/speech/transcript/digitsOfTranscript.ts'
import { editDistance } from '../../server/speech/transcript/editDistance.ts'
import { loadSherpa, type SherpaPackage } from '../../server/speech/transcript/loadSherpa.ts'
import { withPaths } from '../../server/speech/transcript/withPaths.ts'

/** A package that hears a fixed text, and keeps what it was given. */
function fakeSherpa(text: string) {
  const seen: { config?: object; samples?: Float32Array; sampleRate?: number } = {}
  const sherpa: SherpaPackage = {
    OfflineRecognizer: class {
      constructor(config: object) {
        seen.config = config
      }
      createStream() {
        return { acceptWaveform: (sound: object) => void Object.assign(seen, sound) }
      }
      decode() {}
      getResult() {
        return { text }
      }
    },
  }
  return { sherpa, seen }
}

const isUnusable = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof VisionError)
  assert.equal(error.code, 'modelUnusable')
  assert.match(error.message, pattern)
  return true
}

describe('digits of transcripts', () => {
  const codes = fc.stringMatching(/^\d{1,8}$/)

  it('are read in every way of writing and saying them', () => {
    for (const [text, digits] of [
      ['3804', '3804'],
      ['３８０４。', '3804'],
      ['三八零四', '3804'],
      ['三 八 〇 四', '3804'],
      ['叁捌零肆', '3804'],
      ['參捌零肆', '3804'],
      ['幺七 洞拐 两二 勾九', '17072299'],
      ['妖,要', '11'],
      ['兩陸貳陆', '2626'],
      ['san ba ling si', '3804'],
      ['san1 ba1 ling2 si4', '3804'],
      ['sān bā líng sì', '3804'],
      ['sanbalingsi', '3804'],
      ['yī yāo wǔ liù jiǔ', '11569'],
      ['liang er dong', '220'],
      ['shan niu shi', '364'],
      ['嗯，三八呃零四', '3804'],
      ['<|zh|><|Speech|>三八零四', '3804'],
      ['三点八', '3?8'],
      ['hello', '?'],
      ['', ''],
    ] as const) {
      assert.equal(digitsOfTranscript(text), digits, text)
    }
  })

  it('come through any mixture of styles', () => {
    const styles = [
      '0123456789',
      '零一二三四五六七八九',
      '〇幺两叁肆伍陸柒捌玖',
      ['ling2', 'yao1', 'er4', 'sān', 'si', 'wu', 'liù', 'qi1', 'ba', 'jiǔ'],
    ]
    fc.assert(
      fc.property(
        codes,
        fc.array(fc.nat({ max: 3 }), { minLength: 8, maxLength: 8 }),
        (code, picks) => {
          const words = Array.from(code, (digit, at) => styles[picks[at]!]![Number(digit)]!)
          assert.equal(digitsOfTranscript(words.join(' ')), code)
        },
      ),
    )
  })

  it('are compared by what must change', () => {
    assert.equal(editDistance('3804', '3804'), 0)
    assert.equal(editDistance('3804', '384'), 1)
    assert.equal(editDistance('3804', '38?04'), 1)
    assert.equal(editDistance('3804', ''), 4)
    fc.assert(
      fc.property(codes, codes, codes, (a, b, c) => {
        const distance = editDistance(a, b)
        assert.equal(distance, editDistance(b, a))
        assert.equal(distance === 0, a === b)
        assert.ok(distance >= Math.abs(a.length - b.length))
        assert.ok(distance <= Math.max(a.length, b.length))
        assert.ok(editDistance(a, c) <= distance + editDistance(b, c))
      }),
    )
  })
})

describe('a sherpa-onnx recogniser as a digit scorer', () => {
  it('gives 0 to the code that it heard, and every edit its price', async () => {
    const { sherpa, seen } = fakeSherpa('三八零四')
    const scorer = createSherpaScorer(sherpa, { tokens: 'tokens.txt', numThreads: 2 })
    const pcm = new Float32Array(16_000).fill(0.1)
    const reading = await scorer.read(pcm)
    assert.equal(reading.scoreOf('3804'), 0)
    assert.equal(reading.scoreOf('3904'), scorePerEdit)
    assert.equal(reading.scoreOf('380'), scorePerEdit)
    assert.equal(reading.scoreOf('1972'), 4 * scorePerEdit)
    assert.deepEqual([seen.samples, seen.sampleRate], [pcm, 16_000])
    assert.deepEqual(seen.config, {
      featConfig: { sampleRate: 16_000, featureDim: 80 },
      modelConfig: { numThreads: 2, provider: 'cpu', debug: 0, tokens: 'tokens.txt' },
      decodingMethod: 'greedy_search',
    })
    const nothing = await scorer.read(new Float32Array(100))
    assert.equal(nothing.scoreOf('3'), -Infinity)
  })

  it('says what sherpa-onnx refuses', () => {
    const sherpa: SherpaPackage = {
      OfflineRecognizer: class {
        constructor() {
          throw new Error('Please check your config!')
        }
        createStream(): never {
          throw new Error('not opened')
        }
        decode() {}
        getResult() {
          return { text: '' }
        }
      },
    }
    assert.throws(() => createSherpaScorer(sherpa, {}), isUnusable(/Please check your config!/))
  })

  it('takes the package with its names or under default, and says how to install it', async () => {
    const { sherpa } = fakeSherpa('')
    assert.equal(await loadSherpa(() => Promise.resolve(sherpa)), sherpa)
    assert.equal(await loadSherpa(() => Promise.resolve({ default: sherpa })), sherpa)
    await assert.rejects(
      loadSherpa(() => Promise.reject(new Error('Cannot find package'))),
      isUnusable(/npm install sherpa-onnx-node/),
    )
    await assert.rejects(
      loadSherpa(() => Promise.resolve({ default: {} })),
      isUnusable(/no OfflineRecognizer/),
    )
  })

  it('finds its way in folders as they are published', () => {
    assert.deepEqual(
      sherpaConfigOf('sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17', [
        'README.md',
        'model.onnx',
        'model.int8.onnx',
        'tokens.txt',
      ]),
      {
        senseVoice: { model: 'model.int8.onnx', language: 'zh', useInverseTextNormalization: 0 },
        tokens: 'tokens.txt',
      },
    )
    assert.deepEqual(
      sherpaConfigOf('sherpa-onnx-zipformer-multi-zh-hans-2023-9-2', [
        'decoder-epoch-20-avg-1.onnx',
        'encoder-epoch-20-avg-1.int8.onnx',
        'encoder-epoch-20-avg-1.onnx',
        'joiner-epoch-20-avg-1.onnx',
        'tokens.txt',
      ]),
      {
        transducer: {
          encoder: 'encoder-epoch-20-avg-1.int8.onnx',
          decoder: 'decoder-epoch-20-avg-1.onnx',
          joiner: 'joiner-epoch-20-avg-1.onnx',
        },
        tokens: 'tokens.txt',
      },
    )
    const whisper = ['tiny-decoder.int8.onnx', 'tiny-encoder.int8.onnx', 'tiny-tokens.txt']
    assert.deepEqual(Object.keys(sherpaConfigOf('sherpa-onnx-whisper-tiny', whisper)), [
      'whisper',
      'tokens',
    ])
    assert.throws(() => sherpaConfigOf('mine', ['model.onnx', 'tokens.txt']), /--entry/)
    assert.throws(() => sherpaConfigOf('paraformer', ['model.onnx']), /tokens\.txt/)
  })

  it('puts paths where file names stand, at any depth, and nowhere else', () => {
    const settings = { tokens: 'a', deep: { model: 'b', language: 'zh' }, list: ['a'], n: 1 }
    assert.deepEqual(
      withPaths(settings, word => (word === 'zh' ? null : `/x/${word}`)),
      { tokens: '/x/a', deep: { model: '/x/b', language: 'zh' }, list: ['a'], n: 1 },
    )
  })
})
