import assert from 'node:assert/strict'
import { join } from 'node:path'
import fc from 'fast-check'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { readManifest } from '../../models/manifest.ts'
import type { DigitScorer } from '../../server/domain/digit/digitScorer.ts'
import { VisionError } from '../../server/domain/visionError.ts'
import { createRandom } from '../../server/evaluate/random.ts'
import { createCtcScorer } from '../../server/speech/createCtcScorer.ts'
import { openOnnxModel } from '../../server/vision/onnx.ts'
import { near } from './near.ts'

const rateHz = 16_000
/** The network gives a frame every 20 ms. */
const frameSamples = 320

/** A vowel and a hiss in a quiet room: nothing that anybody says, but with the make of speech. */
function makeSound(seed: number): Float32Array {
  const random = createRandom(seed)
  const pitchHz = 100 + 150 * random()
  const formants = [300 + 500 * random(), 900 + 1500 * random(), 2500 + 800 * random()]
  return Float32Array.from({ length: 1.6 * rateHz }, (_, i) => {
    const seconds = i / rateHz
    const noise = random() - 0.5
    if (seconds > 0.6 && seconds < 0.7) return 0.1 * noise
    if (seconds < 0.7 || seconds > 1) return 0.002 * noise
    let sum = 0
    for (let harmonic = 1; harmonic * pitchHz < 4000; harmonic++) {
      const hertz = harmonic * pitchHz
      const gain = formants.reduce(
        (most, f) => Math.max(most, 1 / (1 + ((hertz - f) / 120) ** 2)),
        0,
      )
      sum += gain * Math.sin(2 * Math.PI * hertz * seconds)
    }
    return 0.1 * sum + 0.002 * noise
  })
}

const codeOf = fc.stringMatching(/^\d{1,8}$/)
const seeds = fc.integer({ min: 1, max: 1000 })

describe('the CTC scorer on the shipped model', function () {
  this.timeout(60_000)
  let scorer: DigitScorer
  before(async () => {
    await buildModels()
    const { digits } = (await readManifest()).slots
    assert.ok(digits.file !== null)
    const path = join(modelFolder, digits.file)
    scorer = createCtcScorer(await openOnnxModel({ path, sha256: digits.sha256 }))
  })
  after(() => scorer.close())

  it('gives the same score at any loudness', async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        codeOf,
        fc.double({ min: 0.01, max: 4, noNaN: true }),
        async (seed, code, gain) => {
          const sound = makeSound(seed)
          const plain = await scorer.read(sound)
          const louder = await scorer.read(sound.map(sample => gain * sample))
          near(louder.scoreOf(code), plain.scoreOf(code), 0.01)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('gives nearly the same score a little later', async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        codeOf,
        fc.integer({ min: 1, max: 12 }),
        async (seed, code, frames) => {
          const sound = makeSound(seed)
          // The end of the last pause comes first: as long, and as loud.
          const moved = Float32Array.from(sound, (_, i) => {
            return sound[(i - frames * frameSamples + sound.length) % sound.length]!
          })
          const [plain, later] = [await scorer.read(sound), await scorer.read(moved)]
          // What differs is how the padding beyond both ends looks to the first and last frames.
          near(later.scoreOf(code), plain.scoreOf(code), 0.3)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('gives scores of about 0 at most, and the best digit a good one', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, codeOf, async (seed, code) => {
        const reading = await scorer.read(makeSound(seed))
        // The sum over a code's paths may exceed the best single path by a little.
        assert.ok(reading.scoreOf(code) < 3)
        const singles = Array.from({ length: 10 }, (_, digit) => reading.scoreOf(String(digit)))
        assert.ok(Math.max(...singles) > Math.min(...singles))
      }),
      { numRuns: 10 },
    )
  })

  it('finds no code in a recording that is too short, or in none', async () => {
    const nothing = await scorer.read(new Float32Array())
    assert.equal(nothing.scoreOf('1'), -Infinity)
    const instant = await scorer.read(new Float32Array(frameSamples).fill(0.1))
    assert.equal(instant.scoreOf('12345678'), -Infinity)
  })

  it('scores silence without a hitch', async () => {
    const silence = await scorer.read(new Float32Array(rateHz))
    assert.ok(Number.isFinite(silence.scoreOf('1234')))
  })

  it('refuses a model that gives something else', async () => {
    const { detector } = (await readManifest()).slots
    assert.ok(detector.file !== null)
    const path = join(modelFolder, detector.file)
    const other = createCtcScorer(await openOnnxModel({ path, sha256: detector.sha256 }))
    await assert.rejects(other.read(new Float32Array(rateHz)))
    await other.close()
    const rows = (length: number) => ({
      run: () => Promise.resolve({ logProbabilities: new Float32Array(length) }),
      inputName: 'waveform',
      spentMs: () => 0,
      release: () => Promise.resolve(),
    })
    await assert.rejects(
      createCtcScorer(rows(20)).read(new Float32Array(rateHz)),
      (error: unknown) => error instanceof VisionError && error.code === 'modelUnusable',
    )
  })
})
